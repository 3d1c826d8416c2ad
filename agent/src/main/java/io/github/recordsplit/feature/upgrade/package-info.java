/** Offers newer TLS in handshakes than the application asked for, and tells what came of that. */
package io.github.recordsplit.feature.upgrade;
