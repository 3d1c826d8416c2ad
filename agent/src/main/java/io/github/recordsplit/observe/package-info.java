/**
 * What operators see: each room below is one way to look at the agent, or one thing to see. Here is
 * what they share.
 */
package io.github.recordsplit.observe;
