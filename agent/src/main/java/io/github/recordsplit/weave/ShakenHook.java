package io.github.recordsplit.weave;

import io.github.recordsplit.split.Live;
import io.github.recordsplit.weave.classfile.ClassFile;
import io.github.recordsplit.weave.classfile.Method;
import io.github.recordsplit.weave.classfile.ShapeException;

/**
 * Where a TLS library ends a handshake: the last moment at which it knows what the ClientHello
 * asked for.
 */
final class ShakenHook extends Hook {
  private static final String ALONE = "(Ljava/lang/Object;)V";

  private final String method;
  private final String call;

  /**
   * Makes a hook.
   *
   * @param method the one that ends handshakes
   * @param call what it calls first
   */
  ShakenHook(String className, String method, String call) {
    super(className, method, 1);
    this.method = method;
    this.call = call;
  }

  @Override
  String bridgeName() {
    return Live.siteBridgeName();
  }

  @Override
  int weave(ClassFile file) throws ShapeException {
    int woven = 0;
    for (Method found : file.methods()) {
      if (found.name().equals(method)) {
        new Enter(file, found).call(file.constants().method(bridgeName(), call, ALONE), ALONE);
        woven++;
      }
    }
    return woven;
  }
}
