package io.github.recordsplit.library.unknown;

import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;

/** The constructors of an abstract base that the objects of every TLS library must pass. */
public final class TransportCreatedHook extends Hook {
  private static final String ON_BORN = "(Ljava/lang/Object;)V";

  public TransportCreatedHook(String className) {
    super(className, "<init>", ANY);
  }

  @Override
  public int weave(ClassFile file) throws ShapeException {
    int call = bridge(file, "onBorn", ON_BORN);
    int woven = 0;
    for (Method method : file.methods()) {
      if (method.name().equals("<init>")) {
        new MethodEntry(file, method).call(call, ON_BORN);
        woven++;
      }
    }
    return woven;
  }
}
