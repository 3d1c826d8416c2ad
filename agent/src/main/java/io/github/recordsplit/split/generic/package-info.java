/**
 * Splits above the public API of TLS libraries that nobody knows. Nothing here knows of weaving or
 * rules: a {@link io.github.recordsplit.split.generic.Decider} answers what becomes of a payload.
 */
package io.github.recordsplit.split.generic;
