package io.github.recordsplit.connection;

/** What splits the payloads of one connection of an unknown TLS library. */
public interface Splitter {
  /** What the library says of the connection; only while one of its payloads is decided on. */
  Words words();
}
