/**
 * Four receivers of messages that end with a line feed: two take what one read brings for one
 * message, two read on until the message is whole; one of each on a socket, one on an engine.
 */
package io.github.recordsplit.apps.framing;
