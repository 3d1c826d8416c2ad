package io.github.recordsplit.weave;

import io.github.recordsplit.weave.classfile.ClassFile;
import io.github.recordsplit.weave.classfile.Method;
import io.github.recordsplit.weave.classfile.ShapeException;

/** The constructors of an abstract base that the objects of every TLS library must pass. */
final class BornHook extends Hook {
  private static final String ON_BORN = "(Ljava/lang/Object;)V";

  BornHook(String className) {
    super(className, "<init>", ANY);
  }

  @Override
  int weave(ClassFile file) throws ShapeException {
    int call = bridge(file, "onBorn", ON_BORN);
    int woven = 0;
    for (Method method : file.methods()) {
      if (method.name().equals("<init>")) {
        new Enter(file, method).call(call, ON_BORN);
        woven++;
      }
    }
    return woven;
  }
}
