package io.github.recordsplit.library.unknown;

import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;
import io.github.recordsplit.startup.AgentRuntime;

/**
 * Where an engine says how much room a payload takes: Netty's on BoringSSL does, and its engine
 * around Conscrypt's. Who asks makes a buffer of just that size.
 */
final class DestinationSpaceHook {
  /** What it is given: a payload's bytes and buffers, or nothing where it tells an overhead. */
  private static final String[][] METHODS = {
    {"maxWrapOverhead", ""},
    {"calculateMaxLengthForWrap", "II"},
    {"calculateOutNetBufSize", "II"},
    {"calculateRequiredOutBufSpace", "II"},
  };

  private DestinationSpaceHook() {}

  /** Has what these methods return pass through a call, where a class has them. */
  static int weave(ClassFile file) throws ShapeException {
    int woven = 0;
    for (String[] wanted : METHODS) {
      Method method = file.method(wanted[0], '(' + wanted[1] + ")I");
      int given = wanted[1].length();
      boolean returns = method != null && method.hasCode() && !method.isStatic();
      if (returns && UnknownLibraryHook.keeps(method.code(), given)) {
        String descriptor = "(ILjava/lang/Object;" + wanted[1] + ")I";
        int call = file.constants().method(AgentRuntime.genericBridgeName(), "room", descriptor);
        Snippet snippet = new Snippet().aload(0);
        for (int i = 1; i <= given; i++) {
          snippet.iload(i);
        }
        woven += Hook.beforeReturns(method, snippet.invokeStatic(call), 1 + given);
      }
    }
    return woven;
  }
}
