/**
 * Asks a server, or a client, whether it survives payloads that come in two records, and sees
 * whether it sends its own so; or stands between both and only looks. It knows nothing of the
 * agent: it runs in the command line's own JVM.
 */
package io.github.recordsplit.tools.probe;
