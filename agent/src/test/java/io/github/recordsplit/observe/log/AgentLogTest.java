package io.github.recordsplit.observe.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.rules.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class AgentLogTest {
  @TempDir Path folder;

  private AgentLog log;

  private List<String> lines() throws IOException {
    assertTrue(log.flush());
    return Files.readAllLines(folder.resolve("log")).stream()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .toList();
  }

  private void open() {
    log = new AgentLog(LogLevel.CONNECTIONS, folder.resolve("log").toFile());
  }

  @Test
  void aLineThatComesAgainIsNotPrintedAgain() throws IOException {
    open();
    for (int i = 0; i < 1000; i++) {
      log.connection("the same");
    }
    log.look();
    assertEquals(List.of("the same"), lines());
  }

  @Test
  void unprotectedKindsAreSeenInAnyFlood() throws IOException {
    open();
    for (int i = 0; i < 5000; i++) {
      log.connection("connection " + i);
      log.unprotected("unprotected " + i, "unprotected");
    }
    log.unprotected("another n1", "another");
    log.unprotected("another n2", "another");
    log.policyChanged();
    log.unprotected("unprotected 1", "unprotected");
    List<String> lines = lines();
    assertEquals(500, lines.stream().filter(l -> l.startsWith("connection ")).count());
    assertEquals(501, lines.stream().filter(l -> l.startsWith("unprotected ")).count());
    assertEquals(2, lines.stream().filter(l -> l.startsWith("from here on lines about ")).count());
    assertEquals(
        List.of("another n1", "unprotected 1"), lines.subList(lines.size() - 2, lines.size()));
  }

  /** However many kinds of failure there are, each new one is printed at some rate. */
  @Test
  void eachKindOfFailureIsPrintedOnce() throws Exception {
    open();
    for (int i = 0; i < 100; i++) {
      for (int times = 0; times < 2; times++) {
        log.failure(failure("Failure" + i));
      }
    }
    assertEquals(100, lines().size());
    for (int i = 100; i < 200; i++) {
      log.failure(failure("Failure" + i));
      log.look();
    }
    List<String> lines = lines();
    assertEquals(111, lines.size());
    assertTrue(lines.get(109).contains("Failure109"), lines.get(109));
    assertTrue(lines.get(110).startsWith("from here on lines about further kinds of error"));
  }

  private static Throwable failure(String name) throws ReflectiveOperationException {
    ClassWriter writer = new ClassWriter(0);
    String above = "java/lang/RuntimeException";
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, above, null);
    MethodVisitor made = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    made.visitVarInsn(Opcodes.ALOAD, 0);
    made.visitMethodInsn(Opcodes.INVOKESPECIAL, above, "<init>", "()V", false);
    made.visitInsn(Opcodes.RETURN);
    made.visitMaxs(1, 1);
    byte[] bytes = writer.toByteArray();
    ClassLoader loader =
        new ClassLoader() {
          @Override
          protected Class<?> findClass(String wanted) {
            return defineClass(wanted, bytes, 0, bytes.length);
          }
        };
    return (Throwable) loader.loadClass(name).getConstructor().newInstance();
  }
}
