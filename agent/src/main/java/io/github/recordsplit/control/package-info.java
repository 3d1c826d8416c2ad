/**
 * What changes the agent while it runs: what the command line asks of a JVM, through files in a
 * folder of its own user, and a rules file that changes.
 */
package io.github.recordsplit.control;
