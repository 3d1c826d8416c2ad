package io.github.recordsplit.feature.upgrade;

import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Code;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;
import io.github.recordsplit.library.bctls.BcTlsHooks;
import io.github.recordsplit.startup.AgentRuntime;

/**
 * Where the current shape of SunJSSE reads what a handshake may offer, and where it fails; woven
 * only in a JVM that has an {@code upgrade} rule.
 */
public final class UpgradeHooks {
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final int DUP = 0x59;

  private UpgradeHooks() {}

  /** The hooks of one copy of SunJSSE: {@code prefix} is its package, ending in a slash. */
  public static Hook[] in(String prefix) {
    return new Hook[] {new Offer(prefix), new Fatal(prefix)};
  }

  /** The hooks of a class of BCJSSE. */
  public static Hook[] bc(String className) {
    switch (className) {
      case BcTlsHooks.CLIENT:
      case BcTlsHooks.SERVER:
        return new Hook[] {new BcPeer(className)};
      case BcTlsHooks.ENGINE:
        return new Hook[] {new BcEngine()};
      default:
        return new Hook[0];
    }
  }

  private abstract static class Upgrading extends Hook {
    Upgrading(String className, String methods, int places) {
      super(className, methods, places);
    }

    @Override
    public final String bridgeName() {
      return AgentRuntime.upgradeBridgeName();
    }

    final int call(ClassFile file, String method, String descriptor) throws ShapeException {
      return file.constants().method(bridgeName(), method, descriptor);
    }
  }

  /** {@code HandshakeContext(sslContext, conContext)}, once it has a configuration of its own. */
  private static final class Offer extends Upgrading {
    private static final String CONSTRUCTOR = "SSLContextImpl;L%sTransportContext;)V";

    private final String parameters;

    Offer(String prefix) {
      super(prefix + "HandshakeContext", "<init>", 1);
      parameters = "(L" + prefix + CONSTRUCTOR.replace("%s", prefix);
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      Method constructor = file.method("<init>", parameters);
      if (constructor == null) {
        throw new ShapeException("<init>(SSLContextImpl, TransportContext)");
      }
      return weave(file, constructor.code());
    }

    private int weave(ClassFile file, Code code) throws ShapeException {
      String descriptor = '(' + OBJECT + OBJECT + ")V";
      int woven = 0;
      boolean cloned = false;
      for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
        cloned |= code.calls(pc) && code.name(pc).equals("clone");
        if (cloned && code.putsField(pc) && code.name(pc).equals("sslConfig")) {
          Snippet snippet = new Snippet().op(DUP).aload(2);
          code.before(pc, snippet.invokeStatic(call(file, "onOffer", descriptor)), 2);
          woven++;
        }
      }
      return woven;
    }
  }

  /**
   * {@code ProvTlsClient} and {@code ProvTlsServer}, from where they read their parameters on;
   * lines before TLS 1.3 have them read elsewhere, and one version at most.
   */
  private static final class BcPeer extends Upgrading {
    private static final String RAISED = "SSLjava/lang/String;Ljava/lang/Throwable;)V";

    BcPeer(String className) {
      super(className, "notifyHandshakeBeginning", 4);
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      int woven = 0;
      for (Method method : file.methods()) {
        woven += weave(file, method) ? 1 : 0;
      }
      return woven;
    }

    private boolean weave(ClassFile file, Method method) throws ShapeException {
      switch (method.name() + method.descriptor()) {
        case "notifyHandshakeBeginning()V":
        case "getSupportedVersions()[Lorg/bouncycastle/tls/ProtocolVersion;":
          enter(file, method, "onBcOffer", ")V");
          return true;
        case "notifyAlertRaised(" + RAISED:
          enter(file, method, "onBcRaised", RAISED);
          return true;
        case "notifyAlertReceived(SS)V":
          enter(file, method, "onBcReceived", "SS)V");
          return true;
        default:
          return false;
      }
    }

    private void enter(ClassFile file, Method method, String call, String rest)
        throws ShapeException {
      String descriptor = '(' + OBJECT + rest;
      new MethodEntry(file, method).call(call(file, call, descriptor), descriptor);
    }
  }

  /** {@code ProvSSLEngine.closeInbound}: bctls fails there without telling its peer object. */
  private static final class BcEngine extends Upgrading {
    BcEngine() {
      super(BcTlsHooks.ENGINE, "closeInbound", 1);
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      String descriptor = '(' + OBJECT + ")V";
      int woven = 0;
      for (Method method : file.methods()) {
        if (method.name().equals("closeInbound")) {
          new MethodEntry(file, method).call(call(file, "onBcClosed", descriptor), descriptor);
          woven++;
        }
      }
      return woven;
    }
  }

  /** {@code TransportContext.fatal}, where errors pass, and {@code closeInbound}. */
  private static final class Fatal extends Upgrading {
    private static final String PARAMETERS = "Ljava/lang/String;ZLjava/lang/Throwable;)";

    Fatal(String prefix) {
      super(prefix + "TransportContext", "fatal", 2);
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      String descriptor = '(' + OBJECT + OBJECT + PARAMETERS + 'V';
      int woven = 0;
      for (Method method : file.methods()) {
        if (method.name().equals("fatal") && method.descriptor().contains(';' + PARAMETERS)) {
          new MethodEntry(file, method).call(call(file, "onFatal", descriptor), descriptor);
          woven++;
        } else if (method.name().equals("closeInbound")) {
          String alone = '(' + OBJECT + ")V";
          new MethodEntry(file, method).call(call(file, "onClosed", alone), alone);
          woven++;
        }
      }
      return woven;
    }
  }
}
