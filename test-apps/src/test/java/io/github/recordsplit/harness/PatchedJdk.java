package io.github.recordsplit.harness;

import io.github.recordsplit.apps.CopyResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A JDK as one may be some day: its socket records are split by a method of another name. */
public final class PatchedJdk {
  private static final String CLASS = "sun/security/ssl/SSLSocketOutputRecord";
  private static final String KNOWN = "needToSplitPayload";
  private static final String UNKNOWN = "isToBeSplit";

  private PatchedJdk() {}

  /** The JVM option that makes a runtime such a one. */
  public static String option(Jdk jdk) throws IOException {
    Path folder = Target.file("patched/" + jdk.feature());
    Path original = Target.file("patched/original-" + jdk.feature() + ".class");
    ChildJvm.on(jdk)
        .brief()
        .main(CopyResource.class, CLASS + ".class", original.toString())
        .run()
        .assertSilent();
    Path patched = folder.resolve(CLASS + ".class");
    Files.createDirectories(patched.getParent());
    Files.write(patched, rename(Files.readAllBytes(original)));
    return jdk.feature() == 8
        ? "-Xbootclasspath/p:" + folder
        : "--patch-module=java.base=" + folder;
  }

  private static byte[] rename(byte[] original) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Rename(writer), 0);
    return writer.toByteArray();
  }

  private static String renamed(String method) {
    return method.equals(KNOWN) ? UNKNOWN : method;
  }

  private static final class Rename extends ClassVisitor {
    Rename(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String desc, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, renamed(name), desc, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitMethodInsn(int op, String owner, String called, String d, boolean itf) {
          super.visitMethodInsn(op, owner, renamed(called), d, itf);
        }
      };
    }
  }
}
