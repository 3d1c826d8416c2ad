package io.github.recordsplit.feature.upgrade;

import static io.github.recordsplit.instrument.Argument.PARAMETERS;
import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.FieldWrite;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.Splice;
import io.github.recordsplit.library.bctls.BcTlsHooks;
import io.github.recordsplit.library.sunjsse.SunJsseHooks;

/**
 * Where TLS libraries read what a handshake may offer, and where it fails; woven only in a JVM that
 * has an {@code upgrade} rule.
 */
public final class UpgradeHooks implements HookTable {
  private static final String HANDSHAKE = "HandshakeContext";
  private static final String TRANSPORT = "TransportContext";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String CAUSE = "Ljava/lang/String;Ljava/lang/Throwable;)";

  @Override
  public boolean mayWeave(String className) {
    switch (className) {
      case BcTlsHooks.CLIENT:
      case BcTlsHooks.SERVER:
      case BcTlsHooks.ENGINE:
        return true;
      default:
        String copy = SunJsseHooks.copyOf(className);
        return copy != null
            && (className.equals(copy.concat(HANDSHAKE))
                || className.equals(copy.concat(TRANSPORT)));
    }
  }

  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    switch (className) {
      case BcTlsHooks.CLIENT:
      case BcTlsHooks.SERVER:
        return new Hook[] {peer(className)};
      case BcTlsHooks.ENGINE:
        return new Hook[] {
          hook(className, "closeInbound", 1, enter("closeInbound", "(", "bcInboundClosed", ")V"))
        };
      default:
        return SunJsseHooks.of(className, in(SunJsseHooks.copyOf(className)));
    }
  }

  @Override
  public Hook[] ahead() {
    return in(SunJsseHooks.JDK);
  }

  private static Hook[] in(String copy) {
    String received = "Ljava/lang/String;ZLjava/lang/Throwable;)";
    return new Hook[] {
      // Once it has a configuration of its own.
      hook(
          copy + HANDSHAKE,
          "<init>",
          1,
          new FieldWrite(
              "<init>",
              "(L" + copy + "SSLContextImpl;L" + copy + "TransportContext;)V",
              "clone",
              "sslConfig",
              new Call("handshakeStarted", '(' + OBJECT + OBJECT + ")V", RESULT, parameter(2)))),
      // Where errors pass.
      hook(
          copy + TRANSPORT,
          "fatal",
          2,
          enter(
              "fatal",
              "(L" + copy + "Alert;" + received,
              "connectionFailed",
              OBJECT + received + 'V'),
          enter("closeInbound", "(", "inboundClosed", ")V"))
    };
  }

  /**
   * {@code ProvTlsClient} and {@code ProvTlsServer}, from where they read their parameters on;
   * lines before TLS 1.3 have them read elsewhere, and one version at most.
   */
  private static Hook peer(String className) {
    String versions = "()[Lorg/bouncycastle/tls/ProtocolVersion;";
    return hook(
        className,
        "notifyHandshakeBeginning",
        4,
        enter("notifyHandshakeBeginning", "()V", "bcHandshakeStarted", ")V"),
        enter("getSupportedVersions", versions, "bcHandshakeStarted", ")V"),
        enter("notifyAlertRaised", "(SS" + CAUSE, "bcAlertRaised", "SS" + CAUSE + 'V'),
        enter("notifyAlertReceived", "(SS)V", "bcAlertReceived", "SS)V"));
  }

  private static Hook hook(String className, String methods, int places, Splice... splices) {
    return new Hook(className, methods, places, BridgeInjector.FEATURE_NAME, splices);
  }

  /** A call that is given {@code this}, and what the method is if it takes that. */
  private static Splice enter(String method, String start, String call, String rest) {
    String descriptor = '(' + OBJECT + rest;
    return new MethodEntry(
        method,
        start,
        rest.equals(")V")
            ? new Call(call, descriptor, THIS)
            : new Call(call, descriptor, THIS, PARAMETERS));
  }
}
