/** One TLS connection as the agent sees it, and the registry of those that are open. */
package io.github.recordsplit.connection;
