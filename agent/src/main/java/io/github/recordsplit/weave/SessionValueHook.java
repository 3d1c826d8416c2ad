package io.github.recordsplit.weave;

import io.github.recordsplit.weave.classfile.ClassFile;
import io.github.recordsplit.weave.classfile.Method;
import io.github.recordsplit.weave.classfile.ShapeException;
import io.github.recordsplit.weave.classfile.Snippet;

/** A session's {@code putValue} and {@code removeValue}: code that sends the flag itself. */
final class SessionValueHook extends Hook {
  SessionValueHook(String className) {
    super(className, "putValue", ANY);
  }

  /** After the value is bound: a payload that asked before would not ask again. */
  @Override
  int weave(ClassFile file) throws ShapeException {
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
