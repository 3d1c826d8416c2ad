/**
 * Splits above the public API of TLS libraries that nobody knows. Nothing here knows of weaving or
 * rules: a {@link io.github.recordsplit.connection.SplitDecider} answers what becomes of a payload.
 */
package io.github.recordsplit.library.unknown;
