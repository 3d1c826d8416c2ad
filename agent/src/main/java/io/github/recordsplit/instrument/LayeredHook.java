package io.github.recordsplit.instrument;

import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;
import io.github.recordsplit.startup.AgentRuntime;

/**
 * Where a factory puts a socket over another one: only here is the port known that the application
 * named.
 */
public final class LayeredHook extends Hook {
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String NAMED = "Ljava/lang/String;I";
  private static final int DUP = 0x59;

  public LayeredHook(String className) {
    super(className, "createSocket", 1);
  }

  @Override
  public String bridgeName() {
    return AgentRuntime.siteBridgeName();
  }

  @Override
  public int weave(ClassFile file) throws ShapeException {
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
