/**
 * What the applications of this module's README have in common: a server, and a client that goes
 * three rounds with it, each through a port at which the test reads the records.
 */
package io.github.recordsplit.apps.rounds;
