package io.github.recordsplit.library.unknown;

import static io.github.recordsplit.instrument.Argument.CLASS_NAME;
import static io.github.recordsplit.instrument.Argument.PARAMETERS;
import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Code;
import io.github.recordsplit.instrument.FoundHooks;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.Splice;
import org.objectweb.asm.MethodVisitor;

/**
 * The classes of unknown TLS libraries: an engine, a socket or a socket's output stream. Each may
 * have any of these methods, or none.
 */
public final class UnknownLibraryHooks implements FoundHooks {
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String RESULTS = ")Ljavax/net/ssl/SSLEngineResult;";
  private static final String STATUS = "Ljavax/net/ssl/SSLEngineResult$HandshakeStatus;";
  private static final String STREAM = "Ljava/io/OutputStream;";

  private final Discovery discovery;

  public UnknownLibraryHooks(Discovery discovery) {
    this.discovery = discovery;
  }

  @Override
  public Hook[] hooks(Class<?> loaded, String className) {
    return discovery.isFound(loaded) ? new Hook[] {of(className)} : HookTable.NONE;
  }

  /** The hook of an engine, a socket or a stream. */
  static Hook of(String className) {
    String one = BUFFER + BUFFER;
    String all = '[' + BUFFER + BUFFER;
    String some = '[' + BUFFER + "II" + BUFFER;
    String scattered = BUFFER + '[' + BUFFER;
    return new Hook(
        className,
        "*",
        0,
        BridgeInjector.LIBRARY_NAME,
        enter("wrap", one + RESULTS, RESULTS),
        enter("wrap", all + RESULTS, RESULTS),
        enter("wrap", some + RESULTS, RESULTS),
        enter("isOutboundDone", ")Z", ")I"),
        enter("getHandshakeStatus", ')' + STATUS, ')' + STATUS),
        enter("closeOutbound", ")V", ")V"),
        enter("close", ")V", ")V"),
        enter("write", "I)V", ")Z"),
        enter("write", "[B)V", ")Z"),
        enter("write", "[BII)V", ")Z"),
        // One of these results tells that the handshake is finished.
        result("wrap", one),
        result("wrap", all),
        result("wrap", some),
        result("unwrap", one),
        result("unwrap", scattered),
        result("unwrap", scattered + "II"),
        // How much room a payload takes: Netty's engine on BoringSSL tells, and its engine around
        // Conscrypt's. Who asks makes a buffer of just that size.
        room("maxWrapOverhead", "", new Call("room", "(I" + OBJECT + ")I", RESULT, THIS)),
        room("calculateMaxLengthForWrap"),
        room("calculateOutNetBufSize"),
        room("calculateRequiredOutBufSpace"),
        new MethodReturn(
                "getOutputStream",
                "()" + STREAM,
                new Call(
                    "streamGiven",
                    '(' + STREAM + OBJECT + "Ljava/lang/String;)V",
                    RESULT,
                    THIS,
                    CLASS_NAME))
            .optional(),
        new Handshake().optional());
  }

  private static Splice enter(String method, String parameters, String answer) {
    String given = parameters.substring(0, parameters.indexOf(')'));
    Call call = new Call(method, '(' + OBJECT + given + answer, THIS, PARAMETERS);
    return new MethodEntry(method, '(' + parameters, call).optional();
  }

  private static Splice result(String method, String parameters) {
    Call call = new Call("returned", '(' + RESULTS.substring(1) + OBJECT + ")V", RESULT, THIS);
    return new MethodReturn(method, '(' + parameters + RESULTS, call).optional();
  }

  /** Is given a payload's bytes and buffers. */
  private static Splice room(String method) {
    String descriptor = "(I" + OBJECT + "II)I";
    return room(
        method, "II", new Call("room", descriptor, RESULT, THIS, parameter(1), parameter(2)));
  }

  private static Splice room(String method, String parameters, Call call) {
    return new MethodReturn(method, '(' + parameters + ")I", call).optional();
  }

  /** Calls at both ends of {@code startHandshake}: what begins and does not return has failed. */
  private static final class Handshake extends Splice {
    Handshake() {
      super("startHandshake", "()V");
    }

    /** Where it is empty there is nothing that could fail. */
    @Override
    public MethodVisitor visitor(Code code, MethodVisitor next) {
      MethodVisitor ends =
          new MethodReturn(null, "", alone("handshakeFinished")).visitor(code, next);
      boolean woven = ends != next && code.shape().returns() && !code.shape().isEmpty();
      return woven
          ? new MethodEntry(null, "", alone("handshakeStarted")).visitor(code, ends)
          : next;
    }

    private static Call alone(String method) {
      return new Call(method, '(' + OBJECT + ")V", THIS);
    }
  }
}
