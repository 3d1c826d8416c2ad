package io.github.recordsplit.startup;

import io.github.recordsplit.instrument.ClassFile;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Stops the JVM before {@code main}, with exit status 1.
 *
 * <p>Since Java 26 a JVM that ends waits up to 60 seconds for agents' callbacks that are still
 * running (JDK-8387045), and {@code premain} runs within one: it would wait for itself. There, the
 * JVM is stopped when its launcher wants to look for the main class, just after {@code premain}.
 */
final class JvmStopper implements ClassFileTransformer {
  private static final int STATUS = 1;
  private static final long SAYING_MILLIS = 1000;
  private static final int WAITS_SINCE = 26;
  private static final String LAUNCHER = "sun/launcher/LauncherHelper";

  private JvmStopper() {}

  /** Says why, and stops; on some JVMs after the caller has returned. */
  static void jvm(Instrumentation instrumentation, String sentence) {
    say(sentence);
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

  /** Whoever reads stderr has a second: a pipe that nobody empties must not hold the JVM. */
  private static void say(final String sentence) {
    Thread saying =
        new Thread("recordsplit says") {
          @Override
          public void run() {
            System.err.println(sentence);
          }
        };
    saying.setDaemon(true);
    saying.start();
    try {
      saying.join(SAYING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
  private static byte[] halting(byte[] bytes) {
    ClassFile file = new ClassFile(bytes);
    file.reader.accept(
        new ClassVisitor(Opcodes.ASM9, file.writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor method =
                super.visitMethod(access, name, descriptor, signature, exceptions);
            return name.startsWith("<") ? method : new Halting(method);
          }
        },
        0);
    return file.toBytes();
  }

  private static final class Halting extends MethodVisitor {
    private static final String RUNTIME = "java/lang/Runtime";

    Halting(MethodVisitor method) {
      super(Opcodes.ASM9, method);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, "getRuntime", "()L" + RUNTIME + ';', false);
      visitInsn(Opcodes.ICONST_1);
      visitMethodInsn(Opcodes.INVOKEVIRTUAL, RUNTIME, "halt", "(I)V", false);
    }
  }
}
