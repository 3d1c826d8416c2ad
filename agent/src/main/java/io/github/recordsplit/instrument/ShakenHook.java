package io.github.recordsplit.instrument;

import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Code;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;

/**
 * Where a TLS library ends a handshake: from here on the connection counts, and it is the last
 * moment at which the library knows what the ClientHello asked for.
 */
public final class ShakenHook extends Hook {
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final int DUP = 0x59;

  private final String method;
  private final String record;

  /**
   * Makes a hook.
   *
   * @param method the one that ends handshakes
   * @param record the field of the connection's record layer; null in bctls, whose protocol is that
   */
  public ShakenHook(String className, String method, String record) {
    super(className, method, 1);
    this.method = method;
    this.record = record;
  }

  @Override
  public int weave(ClassFile file) throws ShapeException {
    int woven = 0;
    for (Method found : file.methods()) {
      if (found.name().equals(method) && found.descriptor().startsWith("()")) {
        woven += record == null ? alone(file, found) : withRecord(file, found.code());
      }
    }
    return woven;
  }

  private static int alone(ClassFile file, Method method) throws ShapeException {
    String descriptor = '(' + OBJECT + ")V";
    new MethodEntry(file, method).call(bridge(file, "onBcShaken", descriptor), descriptor);
    return 1;
  }

  private int withRecord(ClassFile file, Code code) throws ShapeException {
    for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
      if (code.getsField(pc) && code.name(pc).equals(record)) {
        Snippet snippet = new Snippet().aload(0).op(DUP).getField(code.reference(pc));
        String descriptor = '(' + OBJECT + OBJECT + ")V";
        code.enter(0, snippet.invokeStatic(bridge(file, "onShaken", descriptor)), 2);
        return 1;
      }
    }
    return 0;
  }
}
