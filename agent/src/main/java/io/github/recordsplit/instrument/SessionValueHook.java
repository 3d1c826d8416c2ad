package io.github.recordsplit.instrument;

import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;

/** A session's {@code putValue} and {@code removeValue}: code that sends the flag itself. */
public final class SessionValueHook extends Hook {
  public SessionValueHook(String className) {
    super(className, "putValue", ANY);
  }

  /** After the value is bound: a payload that asked before would not ask again. */
  @Override
  public int weave(ClassFile file) throws ShapeException {
    int call = bridge(file, "onSessionValue", "(Ljava/lang/String;)V");
    int woven = 0;
    for (Method method : file.methods()) {
      if (method.name().equals("putValue") || method.name().equals("removeValue")) {
        woven += beforeReturns(method, new Snippet().aload(1).invokeStatic(call), 1);
      }
    }
    return woven;
  }
}
