package io.github.recordsplit.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Intruder;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.startup.JarShapeTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * An application gets hold of nothing that woven code calls, and does no harm where it may call.
 */
@Execution(ExecutionMode.CONCURRENT)
class BridgeSecurityTest {
  private static final String OPEN = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  /** All that reflection asks for: what is refused, the bridge itself refuses. */
  private static final String POLICY =
      """
      grant codeBase "file:JAR" { permission java.security.AllPermission; };
      grant {
        permission java.util.PropertyPermission "*", "read";
        permission java.io.FilePermission "<<ALL FILES>>", "read";
        permission java.net.SocketPermission "*", "resolve,connect";
        permission java.lang.RuntimePermission "accessDeclaredMembers";
        permission java.lang.RuntimePermission "getClassLoader";
        permission java.lang.reflect.ReflectPermission "suppressAccessChecks";
      };
      """;

  @TestFactory
  Stream<DynamicTest> anApplicationGetsHoldOfNothing() {
    return Jdks.each(jdk -> intrude(jdk, ChildJvm.on(jdk)));
  }

  @TestFactory
  Stream<DynamicTest> norDoesItWhereJavaLangIsOpen() {
    return Jdks.on(List.of(11, 17, 21, 25, 26), jdk -> intrude(jdk, ChildJvm.on(jdk).flag(OPEN)));
  }

  @TestFactory
  Stream<DynamicTest> norUnderASecurityManager() {
    return Jdks.on(
        List.of(8, 11, 17),
        jdk -> {
          Path policy =
              Target.write(
                  "security/bridge-" + jdk.feature(),
                  POLICY.replace("JAR", Target.agentJar().toString()));
          ChildJvm child = ChildJvm.on(jdk).flag("-Djava.security.manager");
          intrude(jdk, child.flag("-Djava.security.policy=" + policy));
        });
  }

  private static void intrude(Jdk jdk, ChildJvm child) throws IOException {
    Result result =
        child
            .brief()
            .agent("mode=all")
            .property("jsse.enableCBCProtection", "false") // else the JDK splits by itself
            .input(members())
            .main(Intruder.class)
            .run();
    result.check(result.status() == 0, "the application failed");
    List<String> lines = result.stdout();
    result.check(lines.stream().noneMatch(l -> l.startsWith("GOT")), "what it got hold of");
    List<String> payloads = lines.stream().filter(l -> l.contains(" records=")).toList();
    result.check(payloads.size() == 8, "payloads");
    for (String payload : payloads) {
      assertTrue(payload.endsWith(" records=1,99"), () -> result.describe(jdk + ": " + payload));
    }
    String calls = lines.stream().filter(l -> l.startsWith("nonsense calls=")).toList().get(0);
    assertTrue(
        Integer.parseInt(calls.substring(calls.indexOf('=') + 1)) > 100,
        () -> "what it may call: " + calls);
  }

  /** A line for each field and method of what the build moves into {@code java.lang}. */
  private static String members() throws IOException {
    StringBuilder all = new StringBuilder();
    int[] classes = new int[1];
    for (byte[] file : JarShapeTest.classFiles()) {
      ClassReader reader = new ClassReader(file);
      if (reader.getClassName().startsWith("java/lang/RecordSplit")) {
        classes[0]++;
        reader.accept(new Members(reader.getClassName().replace('/', '.'), all), 0);
      }
    }
    assertEquals(19, classes[0]);
    return all.toString();
  }

  private static final class Members extends ClassVisitor {
    private final String type;
    private final StringBuilder all;

    Members(String type, StringBuilder all) {
      super(Opcodes.ASM9);
      this.type = type;
      this.all = all;
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      add(name, descriptor);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if (!name.startsWith("<")) {
        add(name, descriptor);
      }
      return null;
    }

    private void add(String name, String descriptor) {
      all.append(type).append(' ').append(name).append(' ').append(descriptor).append('\n');
    }
  }
}
