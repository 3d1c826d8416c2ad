package sun.security.ssl;

import java.nio.ByteBuffer;

final class EngineOutputRecord {
  private final SSLEngineImpl engine;
  private final ProtocolVersion protocolVersion;

  EngineOutputRecord(SSLEngineImpl engine, ProtocolVersion protocolVersion) {
    this.engine = engine;
    this.protocolVersion = protocolVersion;
  }

  void write(ByteBuffer source, ByteBuffer destination, CipherBox writeCipher) {
    if (source.remaining() == 0) {
      return;
    }
    int length;
    if (engine.needToSplitPayload(writeCipher, protocolVersion)) {
      write(source, destination, 1);
      length = Math.min(source.remaining(), 16384 - 100);
    } else {
      length = Math.min(source.remaining(), 16384);
    }
    if (length > 0) {
      write(source, destination, length);
    }
  }

  private void write(ByteBuffer source, ByteBuffer destination, int length) {
    byte[] fragment = new byte[length];
    source.get(fragment);
    destination.put((byte) 23).putShort((short) protocolVersion.v).putShort((short) length);
    destination.put(fragment);
  }
}
