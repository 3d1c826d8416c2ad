/**
 * The rules language and the agent's options: text in, immutable values and one-sentence errors
 * out.
 *
 * <p>This package runs inside {@code premain} of other people's applications. It uses no lambda,
 * stream, regular expression, formatter, logger or name service, and nothing outside {@code
 * java.base}; its only I/O is reading the rules file and the built-in lists.
 */
package io.github.recordsplit.rules;
