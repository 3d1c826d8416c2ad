/** Starts the agent, once in a JVM, and keeps what is in force. */
package io.github.recordsplit.startup;
