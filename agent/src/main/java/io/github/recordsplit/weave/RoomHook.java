package io.github.recordsplit.weave;

import io.github.recordsplit.split.Live;
import io.github.recordsplit.weave.classfile.ClassFile;
import io.github.recordsplit.weave.classfile.Method;
import io.github.recordsplit.weave.classfile.ShapeException;
import io.github.recordsplit.weave.classfile.Snippet;

/**
 * Where an engine says how much room a payload takes: Netty's on BoringSSL does, and its engine
 * around Conscrypt's. Who asks makes a buffer of just that size.
 */
final class RoomHook {
  /** What it is given: a payload's bytes and buffers, or nothing where it tells an overhead. */
  private static final String[][] METHODS = {
    {"maxWrapOverhead", ""},
    {"calculateMaxLengthForWrap", "II"},
    {"calculateOutNetBufSize", "II"},
    {"calculateRequiredOutBufSpace", "II"},
  };

  private RoomHook() {}

  /** Has what these methods return pass through a call, where a class has them. */
  static int weave(ClassFile file) throws ShapeException {
    int woven = 0;
    for (String[] wanted : METHODS) {
      Method method = file.method(wanted[0], '(' + wanted[1] + ")I");
      int given = wanted[1].length();
      boolean returns = method != null && method.hasCode() && !method.isStatic();
      if (returns && GenericHook.keeps(method.code(), given)) {
        String descriptor = "(ILjava/lang/Object;" + wanted[1] + ")I";
        int call = file.constants().method(Live.genericBridgeName(), "room", descriptor);
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
