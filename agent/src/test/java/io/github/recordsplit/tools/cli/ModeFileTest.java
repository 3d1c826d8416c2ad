package io.github.recordsplit.tools.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.ModeSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mode line of a rules file, and nothing else of it. */
class ModeFileTest {
  private static final ModeSetting NONE = ModeSetting.of("none");

  private static final List<String> FILES =
      List.of(
          "mode all\n",
          "mode all",
          "\ufeffmode all # \u00fc\r\nsplit host a\r\n",
          "# mode none\n\t mode \t all#x\nsplit app mode\n",
          "split host a\rmode 1\rnever\r",
          "# nothing but this\n",
          "split host a\r\n",
          "\ufeffsplit host a",
          "");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void path() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    file = directory.resolve("rules");
  }

  @Test
  void onlyTheWordChanges() throws Exception {
    Files.writeString(file, "# mode none\n\t mode \t all#x\nsplit app mode\n");
    assertEquals(
        "mode none (was all); the file as it was is in " + file + ".before",
        rules().set(NONE).toString());
    assertEquals("# mode none\n\t mode \t none#x\nsplit app mode\n", Files.readString(file));
  }

  @Test
  void whatIsUndoneIsTheSameByteForByte() throws Exception {
    for (String text : FILES) {
      byte[] before = text.getBytes(UTF_8);
      Files.write(file, before);
      assertEquals(NONE, rules().set(NONE).now, text);
      assertEquals(NONE, rules().set(NONE).was, "a second time changes nothing");
      assertFalse(Files.readString(file).contains("mode all"));
      rules().enable();
      assertArrayEquals(before, Files.readAllBytes(file), text);
      assertEquals(List.of(file), list());
    }
  }

  /** What others changed meanwhile stays. */
  @Test
  void onlyTheModeIsUndone() throws Exception {
    Files.writeString(file, "mode all # for all\nsplit host a\n");
    rules().set(NONE);
    Files.writeString(file, "# new\nmode none\nsplit host b\n");
    assertEquals("mode all (was none)", rules().undo().toString());
    assertEquals("# new\nmode all # for all\nsplit host b\n", Files.readString(file));
    assertThrows(NoException.class, () -> rules().undo());
    assertEquals(ModeSetting.of("all"), rules().enable().now, "it is not disabled");
  }

  /** It goes with its mode, in both directions. */
  @Test
  void aDryRunIsPartOfTheMode() throws Exception {
    ModeSetting dry = ModeSetting.of("all dry-run");
    Files.writeString(file, "mode\tall# now\nsplit host a\n");
    assertTrue(rules().set(dry).toString().startsWith("mode all dry-run (was all); "));
    assertEquals("mode\tall dry-run# now\nsplit host a\n", Files.readString(file));
    assertEquals(dry, rules().set(dry).now);
    rules().set(NONE);
    assertEquals("mode\tnone# now\nsplit host a\n", Files.readString(file));
    assertEquals(dry, rules().undo().now);
    Files.writeString(file, "mode  1   dry-run # now");
    assertEquals(dry, rules().set(ModeSetting.of("all")).was);
    assertEquals("mode  all # now", Files.readString(file));
    Files.writeString(file, "split host a\n");
    rules().set(ModeSetting.of("selective dry-run"));
    assertEquals("mode selective dry-run\nsplit host a\n", Files.readString(file));
  }

  @Test
  void whoMayReadItStays() throws Exception {
    Files.writeString(file, "mode all\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    rules().set(NONE);
    for (Path each : list()) {
      assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
    }
  }

  @Test
  void whatOthersCanPutThereIsLeftAlone() throws Exception {
    Files.writeString(file, "mode all\n");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    refuses(link, "'.*link' is a link: give the file itself, '.*rules'");
    refuses(directory, "'.*' is no file that could be changed");
    refuses(directory.resolve("none"), "'.*none' is no file that could be changed");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    refuses(file, "every user can write the folder of '.*rules', so it is left alone: .*");
    assertEquals("mode all\n", Files.readString(file));
  }

  @Test
  void aFileThatIsWrongStays() throws Exception {
    Files.writeString(file, "mode all\nsplt\n");
    assertThrows(ConfigException.class, () -> rules().set(NONE));
    assertEquals("mode all\nsplt\n", Files.readString(file));
    assertEquals(List.of(file), list());
  }

  private static void refuses(Path file, String sentence) {
    NoException no = assertThrows(NoException.class, () -> new ModeFile(file).set(NONE));
    assertTrue(no.getMessage().matches(sentence), no.getMessage());
  }

  private ModeFile rules() {
    return new ModeFile(file);
  }

  private List<Path> list() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
