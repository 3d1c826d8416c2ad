package io.github.recordsplit.weave;

import io.github.recordsplit.split.Live;
import io.github.recordsplit.weave.classfile.ClassFile;
import io.github.recordsplit.weave.classfile.Method;
import io.github.recordsplit.weave.classfile.ShapeException;

/**
 * A class of an unknown TLS library: an engine, a socket or a socket's output stream. It may have
 * any of these methods, or none.
 */
final class GenericHook {
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String RESULT = "Ljavax/net/ssl/SSLEngineResult;";
  private static final String STATUS = "Ljavax/net/ssl/SSLEngineResult$HandshakeStatus;";
  private static final String STREAM = "Ljava/io/OutputStream;";

  /** Method, its parameters, what it returns, what the call answers. */
  private static final String[][] METHODS = {
    {"wrap", BUFFER + BUFFER, RESULT, RESULT},
    {"wrap", '[' + BUFFER + BUFFER, RESULT, RESULT},
    {"wrap", '[' + BUFFER + "II" + BUFFER, RESULT, RESULT},
    {"isOutboundDone", "", "Z", "I"},
    {"getHandshakeStatus", "", STATUS, STATUS},
    {"getOutputStream", "", STREAM, STREAM},
    {"write", "I", "V", "Z"},
    {"write", "[B", "V", "Z"},
    {"write", "[BII", "V", "Z"},
  };

  private GenericHook() {}

  /**
   * Weaves a class.
   *
   * @return null if it has none of the methods
   */
  static byte[] weave(byte[] found) throws ShapeException {
    ClassFile file = new ClassFile(found);
    int woven = 0;
    for (String[] wanted : METHODS) {
      Method method = file.method(wanted[0], '(' + wanted[1] + ')' + wanted[2]);
      if (method != null && method.hasCode() && !method.isStatic()) {
        String descriptor = "(Ljava/lang/Object;" + wanted[1] + ')' + wanted[3];
        int call = file.constants().method(Live.genericBridgeName(), wanted[0], descriptor);
        new Enter(file, method).call(call, descriptor);
        woven++;
      }
    }
    return woven == 0 ? null : file.toBytes();
  }
}
