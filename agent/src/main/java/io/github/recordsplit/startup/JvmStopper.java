package io.github.recordsplit.startup;

import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * Stops the JVM before {@code main}, with exit status 1.
 *
 * <p>Since Java 26 a JVM that ends waits up to 60 seconds for agents' callbacks that are still
 * running (JDK-8387045), and {@code premain} runs within one: it would wait for itself. There, the
 * JVM is stopped when its launcher wants to look for the main class, just after {@code premain}.
 */
final class JvmStopper implements ClassFileTransformer {
  private static final int STATUS = 1;
  private static final int ICONST_1 = 0x04;
  private static final int WAITS_SINCE = 26;
  private static final String LAUNCHER = "sun/launcher/LauncherHelper";

  private JvmStopper() {}

  /** Says why, and stops; on some JVMs after the caller has returned. */
  static void jvm(Instrumentation instrumentation, String sentence) {
    System.err.println(sentence);
    if (!waitsForCallbacks()) {
      halt();
    }
    instrumentation.addTransformer(new JvmStopper());
    // For what the launcher does without a main class, such as -version, and for other launchers.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread("recordsplit stop") {
              @Override
              public void run() {
                halt();
              }
            });
  }

  private static void halt() {
    Runtime.getRuntime().halt(STATUS);
  }

  private static boolean waitsForCallbacks() {
    String version = System.getProperty("java.specification.version", "");
    return version.indexOf('.') < 0 && Integer.parseInt(version) >= WAITS_SINCE;
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    try {
      return LAUNCHER.equals(name) ? halting(bytes) : null;
    } catch (Throwable t) {
      halt(); // a minute late, but never past the operator's mistake
      return null;
    }
  }

  /** Every method begins with a halt: which one the launcher calls first is its own business. */
  private static byte[] halting(byte[] bytes) throws ShapeException {
    ClassFile file = new ClassFile(bytes);
    String runtime = "java/lang/Runtime";
    Snippet halt =
        new Snippet()
            .invokeStatic(file.constants().method(runtime, "getRuntime", "()L" + runtime + ';'))
            .op(ICONST_1)
            .invokeVirtual(file.constants().method(runtime, "halt", "(I)V"));
    for (Method method : file.methods()) {
      if (method.hasCode() && !method.name().startsWith("<")) {
        method.code().enter(0, halt, 2);
      }
    }
    return file.toBytes();
  }
}
