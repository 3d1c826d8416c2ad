package io.github.recordsplit.library.unknown;

import io.github.recordsplit.feature.peeraddress.UnwrapHook;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Code;
import io.github.recordsplit.instrument.classfile.Constants;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;
import io.github.recordsplit.startup.AgentRuntime;

/**
 * A class of an unknown TLS library: an engine, a socket or a socket's output stream. It may have
 * any of these methods, or none.
 */
public final class UnknownLibraryHook {
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String RESULT = "Ljavax/net/ssl/SSLEngineResult;";
  private static final String STATUS = "Ljavax/net/ssl/SSLEngineResult$HandshakeStatus;";
  private static final String STREAM = "Ljava/io/OutputStream;";

  private static final String GOT = '(' + STREAM + "Ljava/lang/Object;Ljava/lang/String;)V";
  private static final String ALONE = "(Ljava/lang/Object;)V";
  private static final int IINC = 0x84;
  private static final int ISTORE = 0x36;
  private static final int ASTORE = 0x3a;
  private static final int ISTORE_0 = 0x3b;
  private static final int ASTORE_0 = 0x4b;
  private static final int DUP = 0x59;
  private static final int RETURN = 0xb1;

  /** Method, its parameters, what it returns, what the call answers. */
  private static final String[][] METHODS = {
    {"wrap", BUFFER + BUFFER, RESULT, RESULT},
    {"wrap", '[' + BUFFER + BUFFER, RESULT, RESULT},
    {"wrap", '[' + BUFFER + "II" + BUFFER, RESULT, RESULT},
    {"isOutboundDone", "", "Z", "I"},
    {"getHandshakeStatus", "", STATUS, STATUS},
    {"closeOutbound", "", "V", "V"},
    {"close", "", "V", "V"},
    {"write", "I", "V", "Z"},
    {"write", "[B", "V", "Z"},
    {"write", "[BII", "V", "Z"},
  };

  /** Methods of an engine, one of whose results tells that its handshake is finished. */
  private static final String[][] CALLS = {
    {"wrap", BUFFER + BUFFER},
    {"wrap", '[' + BUFFER + BUFFER},
    {"wrap", '[' + BUFFER + "II" + BUFFER},
    {"unwrap", BUFFER + BUFFER},
    {"unwrap", BUFFER + '[' + BUFFER},
    {"unwrap", BUFFER + '[' + BUFFER + "II"},
  };

  private static final String RETURNED = '(' + RESULT + "Ljava/lang/Object;)V";

  private UnknownLibraryHook() {}

  /**
   * Weaves a class.
   *
   * @param channels whether it matters where an engine's bytes come from
   * @return null if it has none of the methods
   */
  public static byte[] weave(byte[] found, boolean channels) throws ShapeException {
    ClassFile file = new ClassFile(found);
    int woven = results(file);
    for (String[] wanted : METHODS) {
      Method method = file.method(wanted[0], '(' + wanted[1] + ')' + wanted[2]);
      if (method != null && method.hasCode() && !method.isStatic()) {
        String descriptor = "(Ljava/lang/Object;" + wanted[1] + ')' + wanted[3];
        int call = file.constants().method(AgentRuntime.genericBridgeName(), wanted[0], descriptor);
        new MethodEntry(file, method).call(call, descriptor);
        woven++;
      }
    }
    woven += DestinationSpaceHook.weave(file);
    woven += leave(file, file.method("getOutputStream", "()" + STREAM));
    woven += handshake(file, file.method("startHandshake", "()V"));
    woven += channels ? UnwrapHook.unwrap(file) : 0;
    return woven == 0 ? null : file.toBytes();
  }

  private static int results(ClassFile file) throws ShapeException {
    int woven = 0;
    for (String[] wanted : CALLS) {
      Method method = file.method(wanted[0], '(' + wanted[1] + ')' + RESULT);
      boolean returns = method != null && method.hasCode() && !method.isStatic();
      if (returns && keeps(method.code(), 0)) {
        int call = file.constants().method(AgentRuntime.genericBridgeName(), "returned", RETURNED);
        Snippet snippet = new Snippet().op(DUP).aload(0).invokeStatic(call);
        woven += Hook.beforeReturns(method, snippet, 2);
      }
    }
    return woven;
  }

  /** Calls at both ends: what begins and does not return has failed. */
  private static int handshake(ClassFile file, Method method) throws ShapeException {
    if (method == null || !method.hasCode() || method.isStatic() || !keeps(method.code(), 0)) {
      return 0;
    }
    if (method.code().op(0) == RETURN) {
      return 0; // there is nothing that could fail
    }
    int ends = file.constants().method(AgentRuntime.genericBridgeName(), "shaken", ALONE);
    if (Hook.beforeReturns(method, new Snippet().aload(0).invokeStatic(ends), 1) == 0) {
      return 0;
    }
    int begins = file.constants().method(AgentRuntime.genericBridgeName(), "shakes", ALONE);
    new MethodEntry(file, method).call(begins, ALONE);
    return 1;
  }

  /** Calls with what the method returns, and the class whose method it is. */
  private static int leave(ClassFile file, Method method) throws ShapeException {
    if (method == null || !method.hasCode() || method.isStatic()) {
      return 0;
    }
    Constants constants = file.constants();
    int name = constants.string(file.name().replace('/', '.'));
    int call = constants.method(AgentRuntime.genericBridgeName(), "gotOutputStream", GOT);
    if (!keeps(method.code(), 0)) {
      return 0;
    }
    return Hook.beforeReturns(
        method, new Snippet().op(DUP).aload(0).string(name).invokeStatic(call), 3);
  }

  /**
   * Whether {@code this} and so many arguments stay what they are: a compiler may use their
   * variables for others.
   */
  static boolean keeps(Code code, int arguments) throws ShapeException {
    for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
      int op = code.op(pc);
      boolean stores = op == IINC || (op >= ISTORE && op <= ASTORE);
      boolean storesShort = op >= ISTORE_0 && op < ASTORE_0 + 4;
      int variable = stores ? code.u1(pc + 1) : (op - ISTORE_0) % 4;
      if ((stores || storesShort) && variable <= arguments) {
        return false;
      }
    }
    return true;
  }
}
