/**
 * The MXBean and the values that it hands out. Loaded once the application's own MBean server is.
 */
package io.github.recordsplit.observe.jmx;
