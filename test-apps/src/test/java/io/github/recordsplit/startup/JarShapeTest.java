package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.recordsplit.harness.Target;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** The jar is tested as well as the code: what an application finds on its class path with it. */
public class JarShapeTest {
  /** Magic number, minor and major version. */
  private static final long JAVA_8 = 0xCAFEBABE_0000_0034L;

  /** What the build moves into {@code java.lang}. */
  private static final String BRIDGE = "io/github/recordsplit/bridge/lang/";

  private static final String SHADED = "io/github/recordsplit/shaded/";

  /** Where they are outside this jar. */
  private static final List<String> LIBRARIES =
      List.of(
          "org/objectweb", "org.objectweb", "picocli/CommandLine", "com/grack", "com/samskivert");

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
      for (String library : LIBRARIES) {
        assertFalse(text.replace(SHADED + "tools/" + library, "").contains(library), text);
      }
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

  /** What is in the jar but not of this project: the bill beside it and the notice in it agree. */
  @Test
  void billOfMaterialsAndNoticeNameEachLibrary() throws IOException {
    JsonNode bom = new ObjectMapper().readTree(beside("recordsplit-agent.cdx.json").toFile());
    assertEquals("CycloneDX", bom.path("bomFormat").asText());
    assertEquals("recordsplit-agent", bom.at("/metadata/component/name").asText());
    List<String> libraries = new ArrayList<>();
    String notice = new String(entry("META-INF/NOTICE"), StandardCharsets.UTF_8);
    for (JsonNode each : bom.path("components")) {
      libraries.add(each.path("name").asText());
      String version = each.path("name").asText() + " " + each.path("version").asText() + " ";
      assertTrue(notice.contains(version), version + "is missing in " + notice);
    }
    assertEquals(List.of("asm", "picocli", "nanojson", "jmustache"), libraries);
    assertTrue(notice.contains("Copyright (c) 2000-2011 INRIA, France Telecom"), notice);
    assertTrue(notice.contains("Copyright (c) 2010, Michael Bayne"), notice);
    Path licence = Target.file("../../LICENSE");
    assertArrayEquals(Files.readAllBytes(licence), entry("META-INF/LICENSE"));
  }

  /** A service, a descriptor or a class for another Java would be seen on the class path. */
  @Test
  void holdsNoMetadataOfALibrary() throws IOException {
    assertEquals(
        List.of("META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/NOTICE"),
        names().stream().filter(n -> n.startsWith("META-INF/")).toList());
  }

  /** What the JVM's class path shows. All else is in packs. */
  @Test
  void showsTwoClasses() throws IOException {
    assertEquals(
        List.of(
            "io/github/recordsplit/Agent.class", "io/github/recordsplit/AgentClassLoader.class"),
        names().stream().filter(n -> n.contains(".") && !n.startsWith("META-INF/")).toList());
  }

  /** Nor is another project's code copied into it, but for the libraries. */
  @Test
  void everyClassIsCompiledFromOurSources() throws IOException {
    Path sources = Target.file("../../agent/src/main/java");
    List<String> strangers = new ArrayList<>();
    for (byte[] file : classFiles()) {
      String name = new ClassReader(file).getClassName().replaceFirst("^java/lang/", BRIDGE);
      if (!name.startsWith(SHADED)
          && !Files.exists(sources.resolve(name).resolveSibling(sourceOf(file)))) {
        strangers.add(name);
      }
    }
    assertEquals(List.of(), strangers);
  }

  /** The build compiles those of libraries for Java 8 anew: see Pack.java. */
  @Test
  void everyClassOfALibraryPassesTheVerifier() throws Exception {
    Map<String, byte[]> classes = new HashMap<>();
    for (byte[] file : classFiles()) {
      classes.put(new ClassReader(file).getClassName().replace('/', '.'), file);
    }
    ClassLoader loader =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = classes.get(name);
            if (file == null) {
              throw new ClassNotFoundException(name);
            }
            return defineClass(name, file, 0, file.length);
          }
        };
    int methods = 0;
    for (String name : classes.keySet()) {
      if (name.startsWith(SHADED.replace('/', '.'))) {
        methods += loader.loadClass(name).getDeclaredMethods().length; // which links it
      }
    }
    assertTrue(methods > 2000, "only " + methods);
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
  public static List<byte[]> classFiles() throws IOException {
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

  private static Path beside(String name) {
    return Target.agentJar().resolveSibling(name);
  }

  private static byte[] entry(String name) throws IOException {
    try (JarFile jar = jar()) {
      return jar.getInputStream(jar.getEntry(name)).readAllBytes();
    }
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
