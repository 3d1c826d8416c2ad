package io.github.recordsplit.instrument;

import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Code;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;

/**
 * Constructors: the moment when a connection is made, with the stack that class rules need, and
 * what ties its record layer to its socket or engine.
 */
public final class CreatedHook extends Hook {
  private static final int DUP = 0x59;

  private final String recordField;

  /**
   * Makes a hook.
   *
   * @param recordField the field that holds the record layer's object, or null if the owner is that
   *     object itself
   */
  public CreatedHook(String className, String recordField) {
    super(className, "<init>", ANY);
    this.recordField = recordField;
  }

  /** Only in constructors that others end in, or it would be called once for each on the way. */
  @Override
  public int weave(ClassFile file) throws ShapeException {
    int woven = 0;
    for (Method method : file.methods()) {
      if (method.name().equals("<init>") && !delegates(method.code())) {
        woven += weave(file, method);
      }
    }
    return woven;
  }

  private int weave(ClassFile file, Method constructor) throws ShapeException {
    Snippet snippet = new Snippet().aload(0).op(DUP);
    if (recordField != null) {
      int field = putField(constructor.code());
      if (field == 0) {
        return 0;
      }
      snippet.getField(field);
    }
    snippet.invokeStatic(bridge(file, "onCreated", "(Ljava/lang/Object;Ljava/lang/Object;)V"));
    return beforeReturns(constructor, snippet, 2);
  }

  private boolean delegates(Code code) throws ShapeException {
    for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
      if (code.calls(pc) && code.name(pc).equals("<init>") && code.owner(pc).equals(className)) {
        return true;
      }
    }
    return false;
  }

  private int putField(Code code) throws ShapeException {
    for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
      if (code.putsField(pc) && code.name(pc).equals(recordField)) {
        return code.reference(pc);
      }
    }
    return 0;
  }
}
