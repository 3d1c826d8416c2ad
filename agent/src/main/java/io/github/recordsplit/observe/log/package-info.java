/** Lines for people: stderr or the log file, and what was said once and need not be said again. */
package io.github.recordsplit.observe.log;
