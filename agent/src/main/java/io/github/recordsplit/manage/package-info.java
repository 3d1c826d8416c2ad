/**
 * What holds the rooms below together: the agent's thread ({@code Watcher}), what it reaches
 * ({@code Managed}), and what it steers. Each room is one way to look at it or one thing to see.
 */
package io.github.recordsplit.manage;
