package io.github.recordsplit.weave;

import io.github.recordsplit.split.Live;
import io.github.recordsplit.weave.classfile.ClassFile;
import io.github.recordsplit.weave.classfile.Method;
import io.github.recordsplit.weave.classfile.ShapeException;
import io.github.recordsplit.weave.classfile.Snippet;

/**
 * Where a factory puts a socket over another one: only here is the port known that the application
 * named.
 */
final class LayeredHook extends Hook {
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String NAMED = "Ljava/lang/String;I";
  private static final int DUP = 0x59;

  LayeredHook(String className) {
    super(className, "createSocket", 1);
  }

  @Override
  String bridgeName() {
    return Live.siteBridgeName();
  }

  @Override
  int weave(ClassFile file) throws ShapeException {
    Method creates =
        file.method("createSocket", "(Ljava/net/Socket;" + NAMED + "Z)Ljava/net/Socket;");
    if (creates == null) {
      return 0;
    }
    int call =
        file.constants().method(bridgeName(), "onLayered", '(' + OBJECT + OBJECT + NAMED + ")V");
    Snippet snippet = new Snippet().op(DUP).aload(1).aload(2).iload(3).invokeStatic(call);
    return beforeReturns(creates, snippet, 4);
  }
}
