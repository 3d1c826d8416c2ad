package io.github.recordsplit.feature.rehearse;

import static io.github.recordsplit.instrument.Argument.PARAMETERS;
import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Argument;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.FoundHooks;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.Innermost;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.Splice;
import io.github.recordsplit.library.unknown.Discovery;

/**
 * The engines of TLS libraries that no table names, and the streams of their sockets, at their
 * public methods. One {@code unwrap} may call another: only the one that calls none is woven, and
 * so is none that hands on to another engine.
 */
public final class OtherReadHooks implements FoundHooks {
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String ONE = "Ljava/nio/ByteBuffer;";
  private static final String ALL = '[' + ONE;
  private static final String SOME = ALL + "II";
  private static final String RESULTS = "Ljavax/net/ssl/SSLEngineResult;";

  private final Discovery discovery;

  public OtherReadHooks(Discovery discovery) {
    this.discovery = discovery;
  }

  @Override
  public Hook[] hooks(Class<?> loaded, String className) {
    return discovery.isFound(loaded) ? new Hook[] {of(className)} : HookTable.NONE;
  }

  private static Hook of(String className) {
    return new Hook(
            className,
            "unwrap",
            0,
            BridgeInjector.FEATURE_NAME,
            starts(ONE + ONE),
            ends(ONE + ONE),
            starts(ONE + ALL),
            ends(ONE + ALL),
            starts(ONE + SOME),
            ends(ONE + SOME),
            starts(ALL + ALL),
            ends(ALL + ALL),
            starts(SOME + SOME),
            ends(SOME + SOME),
            closes("closeInbound"),
            closes("closeOutbound"),
            closes("close"),
            streamStarts("read", ")I", "streamReadStarted"),
            streamStarts("read", "[B)I", "streamReadStarted"),
            streamStarts("read", "[BII)I", "streamReadStarted"),
            streamStarts("available", ")I", "streamAvailable"),
            streamEnds("[B", parameter(1)),
            streamEnds("[BII", parameter(1), parameter(2), parameter(3)))
        .uncounted();
  }

  private static Splice starts(String parameters) {
    String given = '(' + OBJECT + parameters + ')' + RESULTS;
    Call call = new Call("otherUnwrapStarted", given, THIS, PARAMETERS);
    return innermost(parameters, new MethodEntry("unwrap", '(' + parameters + ')', call));
  }

  private static Splice ends(String parameters) {
    String given = '(' + RESULTS + OBJECT + ')' + RESULTS;
    Call call = new Call("otherUnwrapFinished", given, RESULT, THIS);
    return innermost(parameters, new MethodReturn("unwrap", '(' + parameters + ')', call));
  }

  private static Splice innermost(String parameters, Splice splice) {
    return new Innermost("unwrap", '(' + parameters + ')' + RESULTS, splice).optional();
  }

  private static Splice streamStarts(String method, String parameters, String call) {
    Call made = new Call(call, '(' + OBJECT + parameters, THIS, PARAMETERS);
    return new MethodEntry(method, '(' + parameters, made).optional();
  }

  private static Splice streamEnds(String parameters, Argument... given) {
    Argument[] all = new Argument[given.length + 2];
    all[0] = RESULT;
    all[1] = THIS;
    System.arraycopy(given, 0, all, 2, given.length);
    Call made = new Call("streamRead", "(I" + OBJECT + parameters + ")I", all);
    return new MethodReturn("read", '(' + parameters + ")I", made).optional();
  }

  private static Splice closes(String method) {
    Call call = new Call("otherClosed", '(' + OBJECT + ")V", THIS);
    return new MethodEntry(method, "()V", call).optional();
  }
}
