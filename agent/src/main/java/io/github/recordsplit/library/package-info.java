/** What a TLS library is to the agent, whichever it is; each has a folder of its own below. */
package io.github.recordsplit.library;
