package io.github.recordsplit.tools.probe;

import io.github.recordsplit.tls.Version;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** What a server chose (RFC 5246, 7.4.1.3): it says so in plain. */
final class ServerHello {
  private static final int TYPE = 2;
  private static final int HANDSHAKE_HEADER = 4;
  private static final int RANDOM = 32;
  private static final int ENCRYPT_THEN_MAC = 22;
  private static final int SUPPORTED_VERSIONS = 43;

  final Version version;
  final int suite;

  /** RFC 7366: the MAC is not among what is padded. */
  final boolean encryptThenMac;

  private ServerHello(Version version, int suite, boolean encryptThenMac) {
    this.version = version;
    this.suite = suite;
    this.encryptThenMac = encryptThenMac;
  }

  /** Null if that is none. */
  static ServerHello of(byte[] content) {
    if (content.length < HANDSHAKE_HEADER || content[0] != TYPE) {
      return null;
    }
    try {
      return read(ByteBuffer.wrap(content));
    } catch (BufferUnderflowException | IllegalArgumentException broken) {
      return null;
    }
  }

  private static ServerHello read(ByteBuffer in) {
    int end = HANDSHAKE_HEADER + (u1(in, 1) << 16 | u2(in, 2));
    in.limit(Math.min(end, in.limit()));
    in.position(HANDSHAKE_HEADER);
    Version version = Version.ofHeader(in.getShort() & 0xffff);
    skip(in, RANDOM);
    skip(in, in.get() & 0xff);
    int suite = in.getShort() & 0xffff;
    in.get();
    boolean encryptThenMac = false;
    if (in.remaining() >= 2) {
      in.getShort();
    }
    while (in.remaining() >= 4) {
      int extension = in.getShort() & 0xffff;
      int length = in.getShort() & 0xffff;
      encryptThenMac |= extension == ENCRYPT_THEN_MAC;
      version = extension == SUPPORTED_VERSIONS ? Version.TLS13 : version;
      skip(in, length);
    }
    return new ServerHello(version, suite, encryptThenMac);
  }

  private static int u1(ByteBuffer in, int at) {
    return in.get(at) & 0xff;
  }

  private static int u2(ByteBuffer in, int at) {
    return in.getShort(at) & 0xffff;
  }

  private static void skip(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + length);
  }
}
