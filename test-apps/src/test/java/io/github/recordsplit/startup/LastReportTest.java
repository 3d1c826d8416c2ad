package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.recordsplit.apps.BatchJob;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.OtherUser;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** With {@code report=DIR} a JVM leaves what it knows when it ends. */
class LastReportTest {
  private static final String NAME =
      "recordsplit-\\d{8}T\\d{6}\\.\\d{3}Z-job-[\\w.-]+-\\d+-[0-9a-f]+\\.json";

  @TestFactory
  Stream<DynamicTest> howeverItEndsItLeavesAFile() {
    return Jdks.some(
        jdk -> {
          for (String how : List.of("return", "exit", "wait", "full")) {
            Path folder = folder(jdk, how);
            Result result = run(jdk, folder, how);
            List<Path> left = files(folder);
            assertEquals(1, left.size(), () -> result.describe(how + " left " + left));
            String name = left.get(0).getFileName().toString();
            assertTrue(name.matches(NAME), name);
            assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(left.get(0))));
            JsonObject told =
                JsonParser.parseString(Files.readString(left.get(0))).getAsJsonObject();
            assertEquals("job", told.get("app").getAsString());
            assertEquals(1, told.get("connections").getAsInt());
            assertEquals(1, told.get("payloadsSplit").getAsInt());
            assertTrue(name.contains("-" + told.get("pid").getAsInt() + "-"), name);
            assertEquals(List.of("done"), result.stdout());
            assertEquals(status(how), result.status(), () -> result.describe(how));
          }
        });
  }

  private static int status(String how) {
    return switch (how) {
      case "exit" -> 3;
      case "wait" -> 143;
      case "full" -> 1;
      default -> 0;
    };
  }

  /** A file of each {@code javac} would be the end of those that matter. */
  @TestFactory
  Stream<DynamicTest> nothingIsLeftWithoutTlsOrWhereItIsHalted() {
    return Jdks.some(
        jdk -> {
          Path folder = folder(jdk, "none");
          assertEquals(
              List.of("done"), jvm(jdk, folder, 0, "return").run().assertSilent().stdout());
          assertEquals(List.of(), files(folder));
          assertEquals(3, run(jdk, folder, "halt").status());
          assertEquals(List.of(), files(folder));
        });
  }

  /** One line, and the application ends as it would. */
  @TestFactory
  Stream<DynamicTest> troubleAtTheEndIsOneLine() {
    return Jdks.some(
        jdk -> {
          Path folder = folder(jdk, "trouble");
          try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE);
              Child child = jvm(jdk, folder, server.port(), "wait").start()) {
            child.awaitLine("^done");
            await(() -> Files.exists(folder)); // until it is prepared
            Files.delete(folder);
            Files.writeString(folder, "a file");
            ProcessHandle.of(child.pid()).orElseThrow().destroy();
            Result result = child.await();
            assertEquals(143, result.status());
            List<String> told =
                result.stderr().stream().filter(l -> l.contains("no report was left in")).toList();
            assertEquals(1, told.size(), () -> result.describe("trouble"));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> theNewestThousandStayAndAllThatIsNotOurs() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          Path folder = folder(jdk, "many");
          Files.createDirectories(
              folder,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
          List<String> foreign =
              List.of("other.json", "recordsplit-notes.json", "recordsplit-20200101T000000.json");
          for (String name : foreign) {
            Files.createFile(folder.resolve(name));
          }
          Path like = folder.resolve("recordsplit-20000101T000000.000Z-a-b-1-a.json");
          Files.createDirectory(like);
          Path link = folder.resolve("recordsplit-20000101T000000.001Z-a-b-1-a.json");
          Files.createSymbolicLink(link, Path.of("/etc/hostname"));
          for (int i = 0; i < 1005; i++) {
            String number = String.valueOf(1000 + i % 1000).substring(1);
            Files.createFile(
                folder.resolve(
                    "recordsplit-2020010"
                        + (1 + i / 1000)
                        + "T000000."
                        + number
                        + "Z-a-b-1-a.json"));
          }
          Path old = Files.createFile(folder.resolve("." + like.getFileName() + ".1a"));
          Files.setLastModifiedTime(old, FileTime.fromMillis(0));
          Path fresh = Files.createFile(folder.resolve("." + like.getFileName() + ".1b"));
          try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE);
              Child child = jvm(jdk, folder, server.port(), "wait").start()) {
            child.awaitLine("^done");
            await(() -> !Files.exists(old));
            ProcessHandle.of(child.pid()).orElseThrow().destroy();
            assertEquals(143, child.await().status());
          }
          TreeSet<String> names = new TreeSet<>();
          files(folder).forEach(file -> names.add(file.getFileName().toString()));
          assertTrue(names.containsAll(foreign), names::toString);
          assertTrue(Files.isDirectory(like) && Files.isSymbolicLink(link));
          assertTrue(!Files.exists(old) && Files.exists(fresh));
          names.removeIf(n -> !n.matches("recordsplit-2020010.*Z-a-b-1-a.json"));
          assertEquals(999, names.size());
          assertEquals("recordsplit-20200101T000000.006Z-a-b-1-a.json", names.first());
        });
  }

  /** Before {@code main}: who asks for reports is to know that there will be none. */
  @Test
  void aFolderThatOthersCanWriteIsRefused() throws Exception {
    Jdk jdk = Jdks.running();
    Path folder = folder(jdk, "open");
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Result result = jvm(jdk, folder, 0, "return").run();
    assertEquals(1, result.status());
    assertEquals(List.of(), result.stdout());
    assertEquals(
        List.of(
            "recordsplit: agent option at column 17: "
                + folder
                + " can be written by other users (give a folder of your own)"),
        result.stderr());
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefused() throws Exception {
    OtherUser other = OtherUser.assume();
    Path folder = Files.createTempDirectory("recordsplit-report");
    try {
      ChildJvm jvm =
          ChildJvm.on(Jdks.running())
              .brief()
              .startedBy(other.starter())
              .readableBy(other)
              .environment("RECORDSPLIT_REPORT", folder.toString())
              .agent(other.agentJar(), "mode=all")
              .main(other.readable(Target.apps()), BatchJob.class.getName(), "0", "return");
      Result result = jvm.run();
      assertEquals(1, result.status(), () -> result.describe("another user's"));
      assertEquals(
          List.of("recordsplit: RECORDSPLIT_REPORT: there is no permission to write " + folder),
          result.stderr());
    } finally {
      Files.delete(folder);
    }
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    for (int i = 0; i < 300 && !done.getAsBoolean(); i++) {
      Thread.sleep(100);
    }
  }

  private static Result run(Jdk jdk, Path folder, String how) throws Exception {
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE);
        Child child = jvm(jdk, folder, server.port(), how).start()) {
      if (how.equals("wait")) {
        child.awaitLine("^done");
        ProcessHandle.of(child.pid()).orElseThrow().destroy();
      }
      return child.await();
    }
  }

  private static ChildJvm jvm(Jdk jdk, Path folder, int port, String how) {
    return ChildJvm.on(jdk)
        .brief()
        .flag("-Xmx32m")
        .property("recordsplit.app", "job")
        .agent("mode=all,report=" + folder)
        .main(BatchJob.class, "" + port, how);
  }

  private static Path folder(Jdk jdk, String name) throws IOException {
    Path folder = Target.file("last-report/" + name + "-" + jdk.feature());
    if (Files.exists(folder)) {
      List<Path> old = new ArrayList<>();
      try (Stream<Path> all = Files.walk(folder)) {
        all.forEach(old::add);
      }
      for (int i = old.size() - 1; i >= 0; i--) {
        Files.delete(old.get(i));
      }
    }
    return folder;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
