/** Tells which channel an engine's bytes came from, by what the bytes are. */
package io.github.recordsplit.feature.peeraddress;
