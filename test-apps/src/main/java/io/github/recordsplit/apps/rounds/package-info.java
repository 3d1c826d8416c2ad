/**
 * What the applications of README's table have in common: a server, and a client that goes three
 * rounds with it, each through a port at which the test reads the records.
 */
package io.github.recordsplit.apps.rounds;
