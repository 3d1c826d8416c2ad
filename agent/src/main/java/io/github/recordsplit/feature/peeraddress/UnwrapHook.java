package io.github.recordsplit.feature.peeraddress;

import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.TlsClassTransformer;
import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;
import io.github.recordsplit.library.bctls.BcTlsHooks;
import io.github.recordsplit.startup.AgentRuntime;

/**
 * Where an engine is given its peer's bytes; woven only in a JVM that has a rule with a {@code
 * host}.
 */
public final class UnwrapHook extends Hook {
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String SOME = "([" + BUFFER;
  private static final String SOME_FROM = SOME + "II";
  private static final String ENGINE = "(Ljava/lang/Object;";
  private static final int ICONST_0 = 0x03;

  private UnwrapHook(String className, String method) {
    super(className, method, ANY);
  }

  /** The hook of a class of SunJSSE or bctls, or null if it needs none. */
  public static Hook of(String className) {
    if (className.equals(BcTlsHooks.PROTOCOL)) {
      return new UnwrapHook(className, "offerInput");
    }
    String copy = TlsClassTransformer.copyOf(className);
    return copy != null && className.equals(copy + "SSLEngineImpl")
        ? new UnwrapHook(className, "unwrap")
        : null;
  }

  /** It comes and goes with engines: the others are there from the first TLS class on. */
  @Override
  public boolean isCounted() {
    return false;
  }

  @Override
  public String bridgeName() {
    return AgentRuntime.channelBridgeName();
  }

  @Override
  public int weave(ClassFile file) throws ShapeException {
    if (className.equals(BcTlsHooks.PROTOCOL)) {
      int woven = offerInput(file, "([BII)V");
      return woven > 0 ? woven : offerInput(file, "([B)V");
    }
    int woven = unwrap(file, SOME_FROM); // the others, if there are any, end in this one
    return woven > 0 ? woven : unwrap(file);
  }

  private static int offerInput(ClassFile file, String descriptor) throws ShapeException {
    Method method = file.method("offerInput", descriptor);
    if (method == null) {
      return 0;
    }
    String call = ENGINE + descriptor.substring(1);
    new MethodEntry(file, method).call(call(file, "onInput", call), call);
    return 1;
  }

  /** Enters each {@code unwrap}; answers how many there are. */
  public static int unwrap(ClassFile file) throws ShapeException {
    return unwrap(file, "(");
  }

  private static int unwrap(ClassFile file, String start) throws ShapeException {
    int woven = 0;
    for (Method method : file.methods()) {
      if (method.name().equals("unwrap")
          && method.descriptor().startsWith(start)
          && method.hasCode()
          && !method.isStatic()) {
        woven += unwrap(file, method) ? 1 : 0;
      }
    }
    return woven;
  }

  private static boolean unwrap(ClassFile file, Method method) throws ShapeException {
    Snippet snippet = new Snippet().aload(0).aload(1);
    String given = method.descriptor();
    if (given.startsWith('(' + BUFFER)) {
      snippet.invokeStatic(call(file, "onUnwrap", ENGINE + BUFFER + ")V"));
    } else if (given.startsWith(SOME)) {
      if (given.startsWith(SOME_FROM)) {
        snippet.iload(2);
      } else {
        snippet.op(ICONST_0);
      }
      snippet.invokeStatic(call(file, "onUnwrap", ENGINE + '[' + BUFFER + "I)V"));
    } else {
      return false;
    }
    method.code().enter(0, snippet, 3);
    return true;
  }

  private static int call(ClassFile file, String method, String descriptor) throws ShapeException {
    return file.constants().method(AgentRuntime.channelBridgeName(), method, descriptor);
  }
}
