package io.github.recordsplit.instrument;

import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Code;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;

/**
 * Where payloads are handed to a record layer by code that has its connection at hand: for
 * connections that were made before the agent was there to see it.
 */
public final class LateConnectionHook extends Hook {
  private static final String RECORD = "outputRecord";
  private static final int DUP = 0x59;

  private final String method;
  private final String[] path;

  /**
   * Makes a hook.
   *
   * @param path the fields that lead from the object whose method it is to the connection
   */
  public LateConnectionHook(String className, String method, String... path) {
    super(className, method, 1);
    this.method = method;
    this.path = path;
  }

  @Override
  public int weave(ClassFile file) throws ShapeException {
    int woven = 0;
    for (Method found : file.methods()) {
      if (found.name().equals(method) && found.hasCode()) {
        woven += weave(file, found.code());
      }
    }
    return woven;
  }

  private int weave(ClassFile file, Code code) throws ShapeException {
    int record = reference(code, RECORD);
    if (record == 0) {
      return 0;
    }
    Snippet snippet = new Snippet().aload(0);
    for (String field : path) {
      int reference = reference(code, field);
      if (reference == 0) {
        throw new ShapeException(field + " in " + method);
      }
      snippet.getField(reference);
    }
    snippet.op(DUP).getField(record);
    code.enter(
        0,
        snippet.invokeStatic(bridge(file, "onCreated", "(Ljava/lang/Object;Ljava/lang/Object;)V")),
        2);
    return 1;
  }

  private static int reference(Code code, String field) throws ShapeException {
    for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
      if (code.getsField(pc) && code.name(pc).equals(field)) {
        return code.reference(pc);
      }
    }
    return 0;
  }
}
