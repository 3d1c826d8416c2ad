package io.github.recordsplit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.Target;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** The jar is tested as well as the code: what an application finds on its class path with it. */
class JarShapeTest {
  /** Magic number, minor and major version. */
  private static final long JAVA_8 = 0xCAFEBABE_0000_0034L;

  @Test
  void holdsNothingOutsideItsPackage() throws IOException {
    List<String> strangers =
        names().stream()
            .filter(n -> !n.startsWith("META-INF/") && !n.startsWith("io/github/recordsplit/"))
            .filter(n -> !List.of("io/", "io/github/").contains(n))
            .toList();
    assertEquals(List.of(), strangers);
  }

  @Test
  void everyClassFileIsJava8AndNamesNoUnrelocatedLibrary() throws IOException {
    List<byte[]> classes = classFiles();
    for (byte[] bytes : classes) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      assertEquals(JAVA_8, new DataInputStream(new ByteArrayInputStream(bytes)).readLong(), text);
      assertTrue(!text.contains("org/objectweb") && !text.contains("org.objectweb"), text);
    }
    assertTrue(classes.size() > 50, "only " + classes.size() + " classes");
  }

  /** The JVM reads the jar's directory at each start: 300 entries more cost 2 ms. */
  @Test
  void hasAnEntryForEachPackageAndNotForEachClass() throws IOException {
    assertTrue(names().size() < 60, names().toString());
  }

  @Test
  void manifestNamesTheEntryPoints() throws IOException {
    try (JarFile jar = jar()) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertEquals("io.github.recordsplit.Agent", main.getValue("Premain-Class"));
      assertEquals("io.github.recordsplit.Agent", main.getValue("Agent-Class"));
      assertEquals("io.github.recordsplit.Agent", main.getValue("Main-Class"));
      assertEquals("true", main.getValue("Can-Retransform-Classes"));
    }
  }

  /** No dependency can have a known vulnerability where there is none. */
  @Test
  void billOfMaterialsBesideItNamesItAndNothingElse() throws IOException {
    String bom = Files.readString(Target.agentJar().resolveSibling("recordsplit-agent.cdx.json"));
    assertTrue(bom.contains("\"bomFormat\" : \"CycloneDX\""), bom);
    assertTrue(bom.contains("\"name\" : \"recordsplit-agent\""), bom);
    assertEquals(2, bom.split("\"ref\" : ", -1).length, bom); // one, which depends on nothing
    assertTrue(bom.contains("\"dependsOn\" : [ ]"), bom);
  }

  /** Nor is another project's code copied into it, relocated or not. */
  @Test
  void everyClassIsCompiledFromOurSources() throws IOException {
    Path sources = Target.file("../../agent/src/main/java");
    List<String> strangers = new ArrayList<>();
    for (byte[] file : classFiles()) {
      String name = new ClassReader(file).getClassName();
      if (!Files.exists(sources.resolve(name).resolveSibling(sourceOf(file)))) {
        strangers.add(name);
      }
    }
    assertEquals(List.of(), strangers);
  }

  private static String sourceOf(byte[] classFile) {
    String[] found = {"none"};
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public void visitSource(String source, String debug) {
                found[0] = source;
              }
            },
            ClassReader.SKIP_CODE);
    return found[0];
  }

  @Test
  void isSmall() throws IOException {
    assertTrue(Files.size(Target.agentJar()) <= 2_500_000, "more than its budget of 2.5 MB");
  }

  /** Those that the JVM finds, and those in packs: hash of the name, length, bytes. */
  private static List<byte[]> classFiles() throws IOException {
    List<byte[]> classes = new ArrayList<>();
    try (JarFile jar = jar()) {
      for (String name : names()) {
        DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)));
        if (name.endsWith(".class")) {
          classes.add(in.readAllBytes());
        }
        while (name.endsWith("/pack") && in.available() > 0) {
          in.readInt();
          byte[] file = in.readNBytes(in.readInt());
          if (file[0] == (byte) 0xCA) {
            classes.add(file);
          }
        }
      }
    }
    return classes;
  }

  private static JarFile jar() throws IOException {
    return new JarFile(Target.agentJar().toFile());
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = jar()) {
      return jar.stream().map(JarEntry::getName).toList();
    }
  }
}
