package io.github.recordsplit.feature.rehearse;

import static io.github.recordsplit.instrument.Argument.PARAMETERS;
import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.Splice;
import io.github.recordsplit.library.bctls.BcTlsHooks;
import io.github.recordsplit.library.sunjsse.SunJsseHooks;

/**
 * Where the current shape of SunJSSE, and bctls, hand a record's plaintext to the application;
 * woven only in a JVM that has a {@code rehearse} rule.
 */
public final class ReadHooks implements HookTable {
  private static final String SOCKET = "SSLSocketImpl";
  private static final String ENGINE = "SSLEngineImpl";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String RESULTS = "Ljavax/net/ssl/SSLEngineResult;";
  private static final String UNWRAP = '[' + BUFFER + "II[" + BUFFER + "II";

  @Override
  public boolean mayWeave(String className) {
    String copy = SunJsseHooks.copyOf(className);
    if (copy == null) {
      return className.equals(BcTlsHooks.PROTOCOL) || className.equals(BcTlsHooks.ENGINE);
    }
    return className.equals(copy.concat(SOCKET)) || className.equals(copy.concat(ENGINE));
  }

  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    String copy = SunJsseHooks.copyOf(className);
    return SunJsseHooks.of(className, copy == null ? ofBcTls() : in(copy));
  }

  @Override
  public Hook[] ahead() {
    return in(SunJsseHooks.JDK);
  }

  private static Hook[] in(String copy) {
    return new Hook[] {
      reads(
          copy + SOCKET,
          "readApplicationRecord",
          BUFFER,
          BUFFER,
          "nextRecord",
          "recordRead",
          "close"),
      reads(
          copy + ENGINE,
          "readRecord",
          UNWRAP,
          RESULTS,
          "unwrapStarted",
          "unwrapFinished",
          "closeInbound",
          "closeOutbound")
    };
  }

  /** Of its sockets and of its bare protocol, and of the engines of its provider. */
  private static Hook[] ofBcTls() {
    return new Hook[] {
      new Hook(
              BcTlsHooks.PROTOCOL,
              "readApplicationData",
              3,
              BridgeInjector.FEATURE_NAME,
              new MethodEntry(
                  "processRecord",
                  "(S[BII)V",
                  new Call("bcRecordRead", '(' + OBJECT + "S[BII)Z", THIS, PARAMETERS)),
              new MethodEntry("readApplicationData", "([BII)I", alone("bcReadStarted")),
              new MethodEntry("handleClose", "(Z)V", alone("bcReadsClosed")))
          .uncounted(),
      reads(
              BcTlsHooks.ENGINE,
              "unwrap",
              BUFFER + '[' + BUFFER + "II",
              RESULTS,
              "unwrapStarted",
              "unwrapFinished",
              "closeInbound",
              "closeOutbound")
          .uncounted()
    };
  }

  private static Call alone(String call) {
    return new Call(call, '(' + OBJECT + ")V", THIS);
  }

  private static Hook reads(
      String className,
      String method,
      String parameters,
      String answer,
      String begins,
      String ends,
      String... closing) {
    String descriptor = '(' + parameters + ')' + answer;
    Splice[] rows = new Splice[2 + closing.length];
    rows[0] =
        new MethodEntry(
            method,
            descriptor,
            new Call(begins, '(' + OBJECT + descriptor.substring(1), THIS, PARAMETERS));
    rows[1] =
        new MethodReturn(
            method, descriptor, new Call(ends, '(' + answer + OBJECT + ')' + answer, RESULT, THIS));
    for (int i = 0; i < closing.length; i++) {
      rows[2 + i] =
          new MethodEntry(closing[i], "()V", new Call("closed", '(' + OBJECT + ")V", THIS));
    }
    return new Hook(className, method, Hook.ANY, BridgeInjector.FEATURE_NAME, rows);
  }
}
