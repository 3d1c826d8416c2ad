/** What is known of a connection, in a TLS library's words or in its records' headers. Pure. */
package io.github.recordsplit.tls;
