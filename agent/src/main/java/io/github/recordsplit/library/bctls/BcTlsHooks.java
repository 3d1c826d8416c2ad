package io.github.recordsplit.library.bctls;

import static io.github.recordsplit.instrument.Argument.PARAMETERS;
import static io.github.recordsplit.instrument.Argument.THIS;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookRegistry;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.JsseHooks;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.Splice;

/**
 * BouncyCastle's bctls, from 1.57 on: its record layer, and the sockets, engines and sessions of
 * its JSSE provider. All are calls at the start of methods; {@code bctls.md} shows them.
 */
public final class BcTlsHooks implements HookTable {
  /** Where it lives: its record layer, and its provider. */
  public static final String TLS = "org/bouncycastle/tls/";

  public static final String PROVIDER = "org/bouncycastle/jsse/provider/";

  static final String PROTOCOL = TLS + "TlsProtocol";
  static final String ENGINE = PROVIDER + "ProvSSLEngine";
  private static final String SOCKET = PROVIDER + "ProvSSLSocketBase";
  private static final String FACTORY = PROVIDER + "ProvSSLSocketFactory";

  /** The session's values stand in the first of these, in old lines in the second. */
  private static final String SESSION = PROVIDER + "ProvSSLSessionBase";

  private static final String OLD_SESSION = PROVIDER + "ProvSSLSession";

  /** What a handshake asks for all that it may offer. */
  static final String CLIENT = PROVIDER + "ProvTlsClient";

  static final String SERVER = PROVIDER + "ProvTlsServer";

  private static final String PREVIEW = "previewOutputRecord";
  private static final String BUFFERS = "[Ljava/nio/ByteBuffer;";

  @Override
  public boolean mayWeave(String className) {
    switch (className) {
      case PROTOCOL:
      case ENGINE:
      case SOCKET:
      case FACTORY:
      case SESSION:
      case OLD_SESSION:
      case CLIENT:
      case SERVER:
        return true;
      default:
        return false;
    }
  }

  @Override
  public boolean decides(String className) {
    return className.equals(PROTOCOL);
  }

  /** None if this line of bctls needs none there. */
  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    boolean previews = HookRegistry.mentions(classFile, PREVIEW);
    switch (className) {
      case PROTOCOL:
        return protocol(previews);
      case ENGINE:
        return new Hook[] {engine(previews)};
      case SOCKET:
        return new Hook[] {hook(SOCKET, "<init>", Hook.ANY, made("transportMade"))};
      case FACTORY: // the old line puts no socket over another
        return HookRegistry.mentions(classFile, "UnsupportedOperationException")
            ? NONE
            : new Hook[] {JsseHooks.layered(FACTORY)};
      case CLIENT:
      case SERVER:
        return NONE;
      default:
        return HookRegistry.mentions(classFile, "notifyUnbound")
            ? new Hook[] {JsseHooks.sessionValue(className)}
            : NONE;
    }
  }

  /** {@code TlsProtocol}: cuts payloads into records, and says how large they will be. */
  private static Hook[] protocol(boolean previews) {
    return new Hook[] {
      hook(
          PROTOCOL,
          "writeApplicationData",
          previews ? 4 : 3,
          made("protocolMade"),
          enter("writeApplicationData", "([BII)V", "onPayload", "[BII)Z"),
          enter(PREVIEW, "(I)L", "previewStarted", "I)Ljava/lang/Object;")),
      hook(
          PROTOCOL,
          "completeHandshake",
          1,
          new MethodEntry("completeHandshake", "()", alone("handshakeFinished")))
    };
  }

  /** {@code ProvSSLEngine}: without previews its {@code wrap} writes each source by itself. */
  private static Hook engine(boolean previews) {
    return previews
        ? hook(ENGINE, "<init>", 2, made("transportMade"))
        : hook(
            ENGINE,
            "wrap",
            3,
            made("transportMade"),
            enter(
                "wrap",
                "([",
                "wrapStarted",
                BUFFERS + "IILjava/nio/ByteBuffer;)Ljava/lang/Object;"));
  }

  private static Hook hook(String className, String methods, int places, Splice... splices) {
    return new Hook(className, methods, places, BridgeInjector.BC_TLS_NAME, splices);
  }

  private static Splice made(String call) {
    return new MethodEntry("<init>", "", alone(call));
  }

  private static Call alone(String call) {
    return new Call(call, "(Ljava/lang/Object;)V", THIS);
  }

  /** A call that is given what the method is. */
  private static Splice enter(String method, String start, String call, String rest) {
    return new MethodEntry(
        method, start, new Call(call, "(Ljava/lang/Object;" + rest, THIS, PARAMETERS));
  }
}
