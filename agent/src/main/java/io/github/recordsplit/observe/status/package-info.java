/**
 * Answers as text and JSON: {@code status} and {@code explain}, and the sums that JMX gives too.
 */
package io.github.recordsplit.observe.status;
