/** The command line: one class a verb, and how it finds a JVM and asks its agent. */
package io.github.recordsplit.tools.cli;
