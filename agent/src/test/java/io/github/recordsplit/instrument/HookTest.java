package io.github.recordsplit.instrument;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.library.LibrarySupport;
import io.github.recordsplit.library.sunjsse.SunJsseSupport;
import io.github.recordsplit.library.unknown.TransportHooks;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** Hooks on class files of the running JDK, as ASM's own verifier reads them. */
class HookTest {
  private static final Call CALL = new Call("call", "(Ljava/lang/Object;)V", Argument.THIS);
  private static final Call NOTHING = new Call("call", "(I)V", Argument.number(0));

  /** A class that loses its own parameters and its {@code this}. */
  static class Changing {
    int changed(int given) {
      given += 1;
      return given;
    }

    int kept(int given) {
      return given + 1;
    }
  }

  @Test
  void everyHookOfThisJdkIsThereAndWhatItWeavesIsVerified() throws IOException {
    List<String> woven = new ArrayList<>();
    LibrarySupport sunJsse = new SunJsseSupport();
    HookTable[] tables = {
      sunJsse.payloads(),
      new TransportHooks(),
      sunJsse.reads(),
      sunJsse.handshakes(),
      sunJsse.answers(),
      sunJsse.origins()
    };
    for (byte[] file : jdk("java.base", "sun/security/ssl", "javax/net/ssl")) {
      String name = new ClassReader(file).getClassName();
      for (HookTable table : tables) {
        if (table.mayWeave(name)) {
          for (Hook hook : table.hooks(name, file, true)) {
            verify(hook.weave(file));
            woven.add(hook.name);
          }
        }
      }
    }
    assertEquals(18, woven.size(), woven::toString);
  }

  /** What is not meant is copied, and jumps, switches, frames, handlers move with the rest. */
  @Test
  void callsFitIntoEveryMethod() throws IOException {
    int methods = 0;
    for (byte[] file : jdk("java.base", "java/util", "sun/security/ssl")) {
      Splice[] rows = {
        new MethodEntry(null, "", CALL).optional(), new MethodReturn(null, "", NOTHING).optional()
      };
      byte[] woven = new Hook("any", "*", 0, "java/lang/Bridge", rows).weave(file);
      if (woven != null) {
        verify(woven);
        methods += texts(woven).size();
      }
    }
    assertTrue(methods > 8_000, "only " + methods + " methods");
  }

  /** In each frame, whatever variables and jumps a method has. */
  @Test
  void aVariableOfOursFitsIntoEveryMethod() throws IOException {
    Call keeps =
        new Call("keep", "(Ljava/lang/String;)Ljava/lang/String;", Argument.KEPT) {
          @Override
          protected void splice(Code code) {
            super.splice(code);
            code.keep();
          }
        };
    int methods = 0;
    for (byte[] file : jdk("java.base", "java/util", "sun/security/ssl")) {
      Splice row = new MethodReturn(null, "", keeps).optional();
      byte[] woven =
          new Hook("any", "*", 0, "java/lang/Bridge", row).keeping("java/lang/String").weave(file);
      if (woven != null) {
        verify(woven);
        methods += texts(woven).size();
      }
    }
    assertTrue(methods > 8_000, "only " + methods + " methods");
  }

  @Test
  void methodsThatAreNotMeantStayAsTheyAre() throws IOException {
    for (byte[] file : jdk("java.base", "java/util/concurrent")) {
      byte[] woven =
          new Hook("any", "*", 0, "java/lang/Bridge", new MethodEntry("get", "()", CALL).optional())
              .weave(file);
      if (woven != null) {
        List<String> before = texts(file);
        List<String> after = texts(woven);
        for (int i = 0; i < before.size(); i++) {
          boolean meant = after.get(i).contains("java/lang/Bridge.call");
          assertTrue(meant != before.get(i).equals(after.get(i)), after.get(i));
        }
      }
    }
  }

  @Test
  void anotherNumberOfPlacesIsAnotherShape() throws IOException {
    byte[] file = read(HookTest.class.getResourceAsStream("HookTest$Changing.class"));
    MethodEntry entry = new MethodEntry("kept", "(I)", CALL);
    assertTrue(new Hook("any", "kept", 1, "Bridge", entry).weave(file).length > file.length);
    assertEquals(
        "2 places to weave, found 1", refusal(file, new Hook("any", "kept", 2, "Bridge", entry)));
    assertEquals(
        "some places to weave, found 0",
        refusal(file, new Hook("any", "", Hook.ANY, "Bridge", new MethodEntry("no", "", CALL))));
    assertEquals(
        "no()V",
        refusal(
            file,
            new Hook("any", "", Hook.ANY, "Bridge", entry, new MethodEntry("no", "()V", CALL))));
  }

  @Test
  void whatAMethodWasGivenIsTakenWhereItStillIs() throws IOException {
    byte[] file = read(HookTest.class.getResourceAsStream("HookTest$Changing.class"));
    Call given = new Call("call", "(II)I", Argument.RESULT, Argument.parameter(1));
    Hook changed =
        new Hook("any", "*", 0, "Bridge", new MethodReturn("changed", "", given).optional());
    assertNull(changed.weave(file));
    Hook kept = new Hook("any", "kept", 1, "Bridge", new MethodReturn("kept", "", given));
    verify(kept.weave(file));
  }

  /** Variables of a sum. */
  static class Sums {
    int direct(int a, int b) {
      int c = a + b;
      return c;
    }

    int withProduct(int a, int b, int c) {
      int d = a + b * c;
      return d;
    }

    int withAnswer(int a, int b) {
      int c = a + Math.abs(b);
      return c;
    }

    int ofThree(int a, int b, int c) {
      int d = a + b + c;
      return d;
    }

    int lessOne(int a, int b, int c) {
      int d = a + b - c;
      return d;
    }

    int inField(int a, int b) {
      int c = hashCode() + b;
      return c + a;
    }
  }

  @Test
  void aSumIsOneOfTwoVariablesAndOfNothingElse() throws IOException {
    ClassReader sums =
        new ClassReader(read(HookTest.class.getResourceAsStream("HookTest$Sums.class")));
    assertArrayEquals(new int[] {1, 2, 3}, MethodShape.of(sums, "direct", null).sum());
    assertNull(MethodShape.of(sums, "withProduct", null).sum());
    assertNull(MethodShape.of(sums, "withAnswer", null).sum());
    assertNull(MethodShape.of(sums, "ofThree", null).sum());
    assertNull(MethodShape.of(sums, "lessOne", null).sum());
    assertNull(MethodShape.of(sums, "inField", null).sum());
  }

  private static String refusal(byte[] file, Hook hook) {
    return assertThrows(ShapeException.class, () -> hook.weave(file)).getMessage();
  }

  private static void verify(byte[] woven) {
    new ClassReader(woven)
        .accept(new CheckClassAdapter(new ClassVisitor(Opcodes.ASM9) {}, true), 0);
  }

  /** Each method's instructions. */
  private static List<String> texts(byte[] file) {
    List<String> texts = new ArrayList<>();
    new ClassReader(file)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                Textifier text = new Textifier();
                return new MethodVisitor(Opcodes.ASM9, new TraceMethodVisitor(text)) {
                  @Override
                  public void visitEnd() {
                    StringWriter all = new StringWriter();
                    text.print(new PrintWriter(all, true));
                    texts.add(all.toString());
                  }
                };
              }
            },
            0);
    return texts;
  }

  private static List<byte[]> jdk(String module, String... folders) throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (String folder : folders) {
      Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module, folder);
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(f -> f.toString().endsWith(".class")).map(HookTest::read).forEach(all::add);
      }
    }
    return all;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    try (in) {
      return in.readAllBytes();
    }
  }
}
