package io.github.recordsplit.benchmarks;

/** How an application's TLS connection is made and written to. */
enum Shape {
  /** An {@code SSLSocket} as the factory makes it; one write a payload. */
  PLAIN,
  /** An {@code SSLSocket} over a socket of the application's; one write a payload. */
  LAYERED,
  /** The same, and the application splits by hand over a transport that sends both together. */
  BY_HAND
}
