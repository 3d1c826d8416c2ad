package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Generates the classes of a large application, none of which has to do with TLS. */
final class ManyClasses {
  private static final String OBJECT = "java/lang/Object";
  private static final String CONSTRUCTOR = "<init>";
  private static final String NO_ARGUMENTS = "()V";
  private static final int PROPERTIES = 8;

  private ManyClasses() {}

  static void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (int i = 0; i < LargeServer.CLASSES; i++) {
        String name = LargeServer.className(i).replace('.', '/');
        jar.putNextEntry(new JarEntry(name + ".class"));
        jar.write(bean(name));
      }
    }
  }

  /** A class of some size with a constructor, properties and what reads and writes them. */
  private static byte[] bean(String name) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, OBJECT, null);
    MethodVisitor made =
        type.visitMethod(Opcodes.ACC_PUBLIC, CONSTRUCTOR, NO_ARGUMENTS, null, null);
    made.visitCode();
    made.visitVarInsn(Opcodes.ALOAD, 0);
    made.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, CONSTRUCTOR, NO_ARGUMENTS, false);
    for (int i = 0; i < PROPERTIES; i++) {
      String property = "property" + i;
      made.visitVarInsn(Opcodes.ALOAD, 0);
      made.visitLdcInsn(name + '.' + property);
      made.visitFieldInsn(Opcodes.PUTFIELD, name, property, "Ljava/lang/String;");
      property(type, name, property);
    }
    made.visitInsn(Opcodes.RETURN);
    made.visitMaxs(0, 0);
    made.visitEnd();
    type.visitEnd();
    return type.toByteArray();
  }

  private static void property(ClassWriter type, String owner, String property) {
    type.visitField(Opcodes.ACC_PRIVATE, property, "Ljava/lang/String;", null, null).visitEnd();
    MethodVisitor get =
        type.visitMethod(Opcodes.ACC_PUBLIC, property, "()Ljava/lang/String;", null, null);
    get.visitCode();
    get.visitVarInsn(Opcodes.ALOAD, 0);
    get.visitFieldInsn(Opcodes.GETFIELD, owner, property, "Ljava/lang/String;");
    get.visitInsn(Opcodes.ARETURN);
    get.visitMaxs(0, 0);
    get.visitEnd();
    MethodVisitor set =
        type.visitMethod(Opcodes.ACC_PUBLIC, property, "(Ljava/lang/String;)V", null, null);
    set.visitCode();
    set.visitVarInsn(Opcodes.ALOAD, 0);
    set.visitVarInsn(Opcodes.ALOAD, 1);
    set.visitFieldInsn(Opcodes.PUTFIELD, owner, property, "Ljava/lang/String;");
    set.visitInsn(Opcodes.RETURN);
    set.visitMaxs(0, 0);
    set.visitEnd();
  }
}
