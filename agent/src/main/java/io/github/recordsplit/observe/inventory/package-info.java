/**
 * The connections since start: each kind of them, how many, what was decided, and whether that
 * protects them.
 */
package io.github.recordsplit.observe.inventory;
