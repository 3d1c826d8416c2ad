package io.github.recordsplit.weave;

import io.github.recordsplit.split.Live;
import io.github.recordsplit.weave.classfile.ClassFile;
import io.github.recordsplit.weave.classfile.Method;
import io.github.recordsplit.weave.classfile.ShapeException;

/**
 * The end of a handshake in the current shape of SunJSSE: the last moment at which it knows what
 * the ClientHello asked for.
 */
final class ShakenHook extends Hook {
  private static final String ALONE = "(Ljava/lang/Object;)V";

  ShakenHook(String className) {
    super(className, "finishHandshake", 1);
  }

  @Override
  String bridgeName() {
    return Live.siteBridgeName();
  }

  @Override
  int weave(ClassFile file) throws ShapeException {
    int woven = 0;
    for (Method method : file.methods()) {
      if (method.name().equals("finishHandshake")) {
        int call = file.constants().method(bridgeName(), "onShaken", ALONE);
        new Enter(file, method).call(call, ALONE);
        woven++;
      }
    }
    return woven;
  }
}
