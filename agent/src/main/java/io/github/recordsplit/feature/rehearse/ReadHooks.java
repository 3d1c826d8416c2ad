package io.github.recordsplit.feature.rehearse;

import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;
import io.github.recordsplit.startup.AgentRuntime;

/**
 * Where the current shape of SunJSSE hands a record's plaintext to the application; woven only in a
 * JVM that has a {@code rehearse} rule.
 */
public final class ReadHooks extends Hook {
  private static final String THIS = "Ljava/lang/Object;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String RESULT = "Ljavax/net/ssl/SSLEngineResult;";
  private static final String UNWRAP = '[' + BUFFER + "II[" + BUFFER + "II";

  private final String method;
  private final String parameters;
  private final String answer;
  private final String begins;
  private final String ends;
  private final String[] closing;

  private ReadHooks(
      String className,
      String method,
      String parameters,
      String answer,
      String begins,
      String ends,
      String... closing) {
    super(className, method, ANY);
    this.method = method;
    this.parameters = parameters;
    this.answer = answer;
    this.begins = begins;
    this.ends = ends;
    this.closing = closing;
  }

  /** The hooks of one copy of SunJSSE: {@code prefix} is its package, ending in a slash. */
  public static Hook[] in(String prefix) {
    return new Hook[] {
      new ReadHooks(
          prefix + "SSLSocketImpl",
          "readApplicationRecord",
          BUFFER,
          BUFFER,
          "onNext",
          "onRead",
          "close"),
      new ReadHooks(
          prefix + "SSLEngineImpl",
          "readRecord",
          UNWRAP,
          RESULT,
          "onUnwrap",
          "onUnwrapped",
          "closeInbound",
          "closeOutbound")
    };
  }

  @Override
  public int weave(ClassFile file) throws ShapeException {
    Method reads = file.method(method, '(' + parameters + ')' + answer);
    if (reads == null) {
      throw new ShapeException(method + '(' + parameters + ')' + answer);
    }
    for (String name : closing) {
      weaveClosing(file, name);
    }
    int end = call(file, ends, '(' + answer + THIS + ')' + answer);
    int woven = beforeReturns(reads, new Snippet().aload(0).invokeStatic(end), 1);
    String descriptor = '(' + THIS + parameters + ')' + answer;
    new MethodEntry(file, reads).call(call(file, begins, descriptor), descriptor);
    return woven;
  }

  private void weaveClosing(ClassFile file, String name) throws ShapeException {
    Method closes = file.method(name, "()V");
    if (closes == null) {
      throw new ShapeException(name + "()");
    }
    String descriptor = '(' + THIS + ")V";
    new MethodEntry(file, closes).call(call(file, "onClose", descriptor), descriptor);
  }

  @Override
  public String bridgeName() {
    return AgentRuntime.rehearsalBridgeName();
  }

  private int call(ClassFile file, String method, String descriptor) throws ShapeException {
    return file.constants().method(bridgeName(), method, descriptor);
  }
}
