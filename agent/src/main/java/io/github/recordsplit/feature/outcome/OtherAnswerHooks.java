package io.github.recordsplit.feature.outcome;

import static io.github.recordsplit.instrument.Argument.CLASS_NAME;
import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.FoundHooks;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.Splice;
import io.github.recordsplit.library.unknown.Discovery;

/** The same as what each library's own hooks tell, of TLS libraries that no table names. */
public final class OtherAnswerHooks implements FoundHooks {
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String INPUT = "Ljava/io/InputStream;";
  private static final String RESULTS = "Ljavax/net/ssl/SSLEngineResult;";

  private final Discovery discovery;

  /** The hooks of classes that are found. */
  public OtherAnswerHooks(Discovery discovery) {
    this.discovery = discovery;
  }

  @Override
  public Hook[] hooks(Class<?> loaded, String className) {
    return discovery.isFound(loaded) ? new Hook[] {found(className)} : HookTable.NONE;
  }

  /** An engine, a socket or a stream: each may have any of these methods, or none. */
  private static Hook found(String className) {
    String some = '[' + BUFFER;
    return new Hook(
            className,
            "unwrap",
            0,
            BridgeInjector.OUTCOME_NAME,
            unwrap(BUFFER + BUFFER),
            unwrap(BUFFER + some),
            unwrap(BUFFER + some + "II"),
            unwrap(some + some),
            unwrap(some + "II" + some + "II"),
            closes("closeInbound", "inboundEnds"),
            closes("closeOutbound", "otherClosed"),
            closes("close", "otherClosed"),
            read(")I", "readByte"),
            read("[B)I", "readBytes"),
            read("[BII)I", "readBytes"),
            new MethodReturn(
                    "getInputStream",
                    "()" + INPUT,
                    new Call(
                        "inputGiven",
                        '(' + INPUT + OBJECT + "Ljava/lang/String;)V",
                        RESULT,
                        THIS,
                        CLASS_NAME))
                .optional())
        .uncounted();
  }

  private static Splice closes(String method, String call) {
    return new MethodEntry(method, "()V", new Call(call, '(' + OBJECT + ")V", THIS)).optional();
  }

  private static Splice unwrap(String parameters) {
    Call call = new Call("unwrapped", '(' + RESULTS + OBJECT + ")V", RESULT, THIS);
    return new MethodReturn("unwrap", '(' + parameters + ')' + RESULTS, call).optional();
  }

  private static Splice read(String parameters, String call) {
    return new MethodReturn(
            "read", '(' + parameters, new Call(call, "(I" + OBJECT + ")V", RESULT, THIS))
        .optional();
  }
}
