package io.github.recordsplit.instrument.classfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

/** Class files of the JDK with something spliced in, as ASM reads them. */
class ClassFileTest {
  private static final int NOP = 0x00;
  private static final Pattern BLANK = Pattern.compile("\n\n");
  private static final Pattern LABEL = Pattern.compile("\\bL\\d+\\b");

  @Test
  void aClassFileThatNothingIsSplicedIntoIsTheSame() throws Exception {
    for (byte[] bytes : jdk("java/util")) {
      assertArrayEquals(bytes, new ClassFile(bytes).toBytes());
    }
  }

  /** Jumps, switches, frames, handlers, lines and variables all move with their instructions. */
  @Test
  void everythingMovesWithItsInstruction() throws Exception {
    int methods = 0;
    for (String folder : List.of("java/lang", "java/util", "sun/security/ssl")) {
      for (byte[] bytes : jdk(folder)) {
        methods += compare(bytes, true);
        methods += compare(bytes, false);
      }
    }
    assertTrue(methods > 40_000, "only " + methods + " methods");
  }

  private static int compare(byte[] bytes, boolean entry) throws Exception {
    ClassFile file = new ClassFile(bytes);
    int methods = 0;
    for (Method method : file.methods()) {
      if (method.hasCode() && method.code().length() < 8_000) {
        nops(method.code(), entry);
        methods++;
      }
    }
    String before = text(bytes);
    String after = text(file.toBytes());
    if (entry) {
      assertEquals(relabelled(before), relabelled(after));
    } else {
      assertEquals(unlabelled(before), unlabelled(after));
    }
    return methods;
  }

  /** One to three, so that switches are aligned in every way. */
  private static void nops(Code code, boolean entry) throws ShapeException {
    int number = 0;
    for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
      Snippet nops = new Snippet();
      for (int i = number++ % 3; i >= 0; i--) {
        nops.op(NOP);
      }
      if (entry) {
        code.enter(pc, nops, 0);
      } else {
        code.before(pc, nops, 0);
      }
    }
  }

  @Test
  void aConstantOfTheFutureIsNotGuessed() throws Exception {
    byte[] bytes = jdk("java/util").get(0).clone();
    bytes[10] = 99;
    assertThrows(ShapeException.class, () -> new ClassFile(bytes));
  }

  private static List<byte[]> jdk(String folder) throws IOException {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base", folder);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(ClassFileTest::read)
          .collect(Collectors.toList());
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What jumps to an instruction runs what stands before it: that place has two labels then. */
  private static String unlabelled(String text) {
    return text.replaceAll("\\bL\\d+\\b", "L").replace("   L\n", "");
  }

  /** ASM puts labels where none is needed, by chance: those that nothing names are left out. */
  private static String relabelled(String text) {
    return BLANK
        .splitAsStream(text)
        .map(ClassFileTest::relabel)
        .collect(Collectors.joining("\n\n"));
  }

  private static String relabel(String method) {
    Set<String> used =
        method
            .lines()
            .filter(line -> !isLabel(line))
            .flatMap(line -> LABEL.matcher(line).results().map(MatchResult::group))
            .collect(Collectors.toSet());
    Map<String, String> names = new HashMap<>();
    return method
        .lines()
        .filter(line -> !isLabel(line) || used.contains(line.trim()))
        .map(
            line ->
                LABEL
                    .matcher(line)
                    .replaceAll(m -> names.computeIfAbsent(m.group(), n -> "L" + names.size())))
        .collect(Collectors.joining("\n"));
  }

  private static boolean isLabel(String line) {
    return LABEL.matcher(line.trim()).matches();
  }

  private static String text(byte[] bytes) {
    StringWriter text = new StringWriter();
    new ClassReader(bytes)
        .accept(new TraceClassVisitor(null, new Textifier(), new PrintWriter(text)), 0);
    return text.toString().replace("    NOP\n", "");
  }
}
