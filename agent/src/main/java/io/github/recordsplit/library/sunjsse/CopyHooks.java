package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.NamedHooks;

/** Hooks of the same few classes in each copy of SunJSSE. */
abstract class CopyHooks implements HookTable {
  static final String SOCKET = "SSLSocketImpl";
  static final String ENGINE = "SSLEngineImpl";
  static final String TRANSPORT = "TransportContext";
  static final String HANDSHAKE = "HandshakeContext";
  static final String OBJECT = "Ljava/lang/Object;";
  static final String BUFFER = "Ljava/nio/ByteBuffer;";
  static final String BUFFERS = '[' + BUFFER;
  static final String RESULTS = "Ljavax/net/ssl/SSLEngineResult;";

  private final String[] classes;

  /** Those of classes with these simple names. */
  CopyHooks(String... classes) {
    this.classes = classes;
  }

  /** The hooks of one copy. */
  abstract Hook[] in(String copy);

  @Override
  public boolean mayWeave(String className) {
    String copy = SunJsseHooks.copyOf(className);
    if (copy != null) {
      for (String each : classes) {
        if (className.equals(copy.concat(each))) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    return NamedHooks.of(className, in(SunJsseHooks.copyOf(className)));
  }
}
