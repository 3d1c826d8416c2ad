/**
 * Asks a server, or a client, whether it survives payloads that come in two records. It knows
 * nothing of the agent: it runs in the command line's own JVM.
 */
package io.github.recordsplit.tools.probe;
