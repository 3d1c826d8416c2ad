package io.github.recordsplit.library;

/** What an object of a TLS library hands to its application, in place of what it has decrypted. */
public interface PlainInput {
  /** Whether it reads a transport of its own, as sockets have it do, and engines have not. */
  boolean isBlocking() throws ReflectiveOperationException;

  /** Bytes that the application may take without another record. */
  int available() throws ReflectiveOperationException;

  /** Takes plaintext as if a record had brought it; what the library throws goes through. */
  void receive(byte[] plain, int offset, int length) throws Throwable;
}
