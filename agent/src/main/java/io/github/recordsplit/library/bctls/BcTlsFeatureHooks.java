package io.github.recordsplit.library.bctls;

import static io.github.recordsplit.instrument.Argument.PARAMETERS;
import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;
import static io.github.recordsplit.instrument.Argument.fieldOfClass;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Argument;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.Innermost;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.Splice;

/**
 * Where bctls reads, begins handshakes and hears from its peer; what only some lines have is
 * optional.
 */
final class BcTlsFeatureHooks {
  private static final String PROTOCOL = BcTlsHooks.PROTOCOL;
  private static final String ENGINE = BcTlsHooks.ENGINE;
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String RESULTS = "Ljavax/net/ssl/SSLEngineResult;";
  private static final String CAUSE = "Ljava/lang/String;Ljava/lang/Throwable;)V";

  private BcTlsFeatureHooks() {}

  /** Of its sockets and of its bare protocol, and of the engines of its provider. */
  static Hook[] reads() {
    String unwrap = BUFFER + '[' + BUFFER + "II)" + RESULTS;
    Call ends = new Call("unwrapFinished", '(' + RESULTS + OBJECT + ')' + RESULTS, RESULT, THIS);
    return new Hook[] {
      new Hook(
              PROTOCOL,
              "readApplicationData",
              3,
              BridgeInjector.FEATURE_NAME,
              given("processRecord", "S[BII)V", "recordDecrypted", "S[BII)Z"),
              alone("readApplicationData", "([BII)I", "readStarted"),
              alone("handleClose", "(Z)V", "closed"))
          .uncounted(),
      new Hook(
              ENGINE,
              "unwrap",
              Hook.ANY,
              BridgeInjector.FEATURE_NAME,
              given("unwrap", unwrap, "unwrapStarted", unwrap),
              new MethodReturn("unwrap", '(' + unwrap, ends),
              alone("closeInbound", "()V", "closed"),
              alone("closeOutbound", "()V", "closed"))
          .uncounted()
    };
  }

  /** Of the peers of its provider, from where they read their parameters on, and its engines. */
  static Hook[] handshakes() {
    return new Hook[] {
      peer(BcTlsHooks.CLIENT),
      peer(BcTlsHooks.SERVER),
      new Hook(
          ENGINE,
          "closeInbound",
          1,
          BridgeInjector.FEATURE_NAME,
          alone("closeInbound", "(", "handshakeCutOff", fieldOfClass("protocolPeer")))
    };
  }

  /** Lines before TLS 1.3 have them read elsewhere, and one version at most. */
  private static Hook peer(String className) {
    String versions = "()[Lorg/bouncycastle/tls/ProtocolVersion;";
    return new Hook(
        className,
        "notifyHandshakeBeginning",
        4,
        BridgeInjector.FEATURE_NAME,
        alone("notifyHandshakeBeginning", "()V", "handshakeStarted"),
        alone("getSupportedVersions", versions, "handshakeStarted"),
        given("notifyAlertRaised", "SS" + CAUSE, "alertRaised", "SS" + CAUSE),
        given("notifyAlertReceived", "SS)V", "alertReceived", "SS)V"));
  }

  /** Of {@code TlsProtocol}. */
  static Hook[] answers() {
    Hook hook =
        new Hook(
                PROTOCOL,
                "processRecord",
                2,
                BridgeInjector.OUTCOME_NAME,
                given("processRecord", "S[BII)V", "recordReceived", "S[BII)V"),
                given("handleClose", "Z)V", "protocolClosed", "Z)V"),
                given("handleAlertMessage", "SS)V", "alertReceived", "SS)V").optional(),
                given("handleException", 'S' + CAUSE, "protocolFailed", 'S' + CAUSE).optional(),
                given("failWithError", "SS" + CAUSE, "protocolFailed", "SS" + CAUSE).optional(),
                alone("handleFailure", "()V", "transportEnded").optional())
            .uncounted();
    return new Hook[] {hook};
  }

  /** Of {@code TlsProtocol}: one of its methods hands on to the other in most lines. */
  static Hook[] origins() {
    Hook hook =
        new Hook(
                PROTOCOL,
                "offerInput",
                1,
                BridgeInjector.CHANNEL_NAME,
                given("offerInput", "[BII)V", "inputOffered", "[BII)V"),
                new Innermost(
                    "offerInput", "([B)V", given("offerInput", "[B)V", "inputOffered", "[B)V")))
            .uncounted();
    return new Hook[] {hook};
  }

  /** A call that is given what the method is. */
  private static Splice given(String method, String parameters, String call, String descriptor) {
    return new MethodEntry(
        method, '(' + parameters, new Call(call, '(' + OBJECT + descriptor, THIS, PARAMETERS));
  }

  private static Splice alone(String method, String start, String call) {
    return alone(method, start, call, THIS);
  }

  private static Splice alone(String method, String start, String call, Argument who) {
    return new MethodEntry(method, start, new Call(call, '(' + OBJECT + ")V", who));
  }
}
