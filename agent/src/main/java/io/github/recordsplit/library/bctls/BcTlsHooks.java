package io.github.recordsplit.library.bctls;

import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.LayeredHook;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.SessionValueHook;
import io.github.recordsplit.instrument.ShakenHook;
import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * BouncyCastle's bctls, from 1.57 on: its record layer, and the sockets, engines and sessions of
 * its JSSE provider. All are calls at the start of methods; {@code DESIGN.md} shows them.
 */
public final class BcTlsHooks {
  public static final String PROTOCOL = "org/bouncycastle/tls/TlsProtocol";

  private static final String PROVIDER = "org/bouncycastle/jsse/provider/";
  public static final String SOCKET = PROVIDER + "ProvSSLSocketBase";
  public static final String FACTORY = PROVIDER + "ProvSSLSocketFactory";
  public static final String ENGINE = PROVIDER + "ProvSSLEngine";

  /** The session's values stand in the first of these, in old lines in the second. */
  public static final String SESSION = PROVIDER + "ProvSSLSessionBase";

  public static final String OLD_SESSION = PROVIDER + "ProvSSLSession";

  /** What a handshake asks for all that it may offer, which is changed by {@code upgrade} alone. */
  public static final String CLIENT = PROVIDER + "ProvTlsClient";

  public static final String SERVER = PROVIDER + "ProvTlsServer";

  private static final String PREVIEW = "previewOutputRecord";
  private static final String WRAP =
      "(Ljava/lang/Object;[Ljava/nio/ByteBuffer;IILjava/nio/ByteBuffer;)Ljava/lang/Object;";
  private static final String NOTHING = "(Ljava/lang/Object;)V";

  private BcTlsHooks() {}

  /** The hooks of a class; none if this line of bctls needs none there. */
  public static List<Hook> in(String className, byte[] found) {
    List<Hook> hooks = new ArrayList<>(2);
    Hook hook = of(className, found);
    if (hook != null) {
      hooks.add(hook);
    }
    if (className.equals(PROTOCOL)) {
      hooks.add(new ShakenHook(PROTOCOL, "completeHandshake", null));
    }
    return hooks;
  }

  private static Hook of(String className, byte[] found) {
    switch (className) {
      case PROTOCOL:
        return new Protocol(mentions(found, PREVIEW));
      case SOCKET:
        return new Entered(className, "<init>", "onBcTransport");
      case FACTORY: // the old line puts no socket over another
        return mentions(found, "UnsupportedOperationException") ? null : new LayeredHook(FACTORY);
      case ENGINE:
        return new Engine(mentions(found, PREVIEW));
      case CLIENT:
      case SERVER:
        return null;
      default:
        return mentions(found, "notifyUnbound") ? new SessionValueHook(className) : null;
    }
  }

  private static boolean mentions(byte[] classFile, String word) {
    return new String(classFile, StandardCharsets.ISO_8859_1).contains(word);
  }

  /** Calls at the start of all methods of some names. */
  private static class Entered extends Hook {
    private final String method;
    private final String call;

    Entered(String className, String method, String call) {
      super(className, method, ANY);
      this.method = method;
      this.call = call;
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      return enter(file, method, "", call, NOTHING);
    }
  }

  /**
   * Enters methods.
   *
   * @param start what their descriptors start with
   * @return how many there were
   */
  private static int enter(
      ClassFile file, String name, String start, String call, String descriptor)
      throws ShapeException {
    int reference = Hook.bridge(file, call, descriptor);
    int woven = 0;
    for (Method method : file.methods()) {
      if (method.name().equals(name) && method.descriptor().startsWith(start)) {
        new MethodEntry(file, method).call(reference, descriptor);
        woven++;
      }
    }
    return woven;
  }

  /** {@code TlsProtocol}: cuts payloads into records, and says how large they will be. */
  private static final class Protocol extends Hook {
    private final boolean previews;

    Protocol(boolean previews) {
      super(PROTOCOL, "writeApplicationData", previews ? 4 : 3);
      this.previews = previews;
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      int woven = enter(file, "<init>", "", "onBcProtocol", NOTHING);
      woven +=
          enter(file, "writeApplicationData", "([BII)V", "onBcWrite", "(Ljava/lang/Object;[BII)Z");
      if (previews) {
        String answer = "(Ljava/lang/Object;I)Ljava/lang/Object;";
        woven += enter(file, PREVIEW, "(I)L", "onBcPreview", answer);
      }
      return woven;
    }
  }

  /** {@code ProvSSLEngine}: without previews its {@code wrap} writes each source by itself. */
  private static final class Engine extends Hook {
    private final boolean previews;

    Engine(boolean previews) {
      super(ENGINE, previews ? "<init>" : "wrap", previews ? 2 : 3);
      this.previews = previews;
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      int woven = enter(file, "<init>", "", "onBcTransport", NOTHING);
      return previews ? woven : woven + enter(file, "wrap", "([", "onBcWrap", WRAP);
    }
  }
}
