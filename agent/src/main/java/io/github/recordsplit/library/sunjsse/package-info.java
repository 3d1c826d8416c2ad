/**
 * SunJSSE, the JDK's own TLS library, in both of its shapes, and OpenJSSE, which is a copy of it.
 */
package io.github.recordsplit.library.sunjsse;
