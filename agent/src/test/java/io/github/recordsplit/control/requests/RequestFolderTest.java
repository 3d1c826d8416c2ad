package io.github.recordsplit.control.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.PolicyController;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the agent takes for a request: files of its own user's that nobody else could have made. */
@DisabledOnOs(OS.WINDOWS)
class RequestFolderTest {
  private static final String DISABLE = "recordsplit 1\n1000\nmode\nnone";
  private static final String ANSWERED = "recordsplit 1 0\nmode none (was all), until 'enable'";
  private static final String MALFORMED = "recordsplit 1 2\nthe request is malformed ";

  @TempDir Path temporary;
  private Path folder;
  private Policy policy;
  private AgentControl agent;
  private PolicyController steering;

  @BeforeEach
  void start() throws Exception {
    folder = Files.createDirectory(temporary.resolve("box"), permissions("rwx------"));
    Options options = Options.parse("mode=all");
    policy = options.policy();
    agent =
        (AgentControl)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AgentControl.class},
                (proxy, method, args) -> call(method.getName(), args));
    steering = new PolicyController(options, agent, null);
  }

  private Object call(String method, Object[] args) {
    if (method.equals("policy") && args != null) {
      policy = (Policy) args[0];
    }
    return method.equals("steering") ? steering : policy;
  }

  @Test
  void aRequestIsTakenAndAnswered() throws IOException {
    put("a", DISABLE);
    serve();
    assertEquals(ANSWERED, answer("a"));
    assertEquals(Mode.NONE, policy.mode());
    assertFalse(Files.exists(folder.resolve("a.request")));
  }

  @Test
  void requestsAreTakenInOrder() throws IOException {
    put("3", "recordsplit 1\n1000\nenable");
    put("1", DISABLE);
    put("2", "recordsplit 1\n1000\nmode\nselective");
    serve();
    assertEquals("recordsplit 1 0\nmode selective (was none), until 'enable'", answer("2"));
    assertEquals(Mode.ALL, policy.mode());
  }

  @Test
  void whatWasLeftForLaterLeavesNothingBehind() throws IOException {
    put("a.later", DISABLE);
    serve();
    assertEquals(Mode.NONE, policy.mode());
    assertFalse(Files.exists(folder));
  }

  @Test
  void whatWasLeftForAnEarlierProcessIsThrownAway() throws IOException {
    put("a", "recordsplit 1\n999\nmode\nnone");
    serve();
    assertUntouched();
    assertEquals(0, files());
  }

  @Test
  void aMalformedRequestIsToldSo() throws IOException {
    String[] all = {
      "", "recordsplit 2\n1000\nmode\nnone", "recordsplit 1\nx\nenable", "\0", "a\nb\nc"
    };
    for (String each : all) {
      put("a", each);
      serve();
      assertTrue(answer("a").startsWith(MALFORMED), each);
      Files.delete(folder.resolve("a.answer"));
    }
    put("a", DISABLE + "\n" + new String(new char[5000]));
    serve();
    assertTrue(answer("a").startsWith(MALFORMED));
    assertUntouched();
  }

  @Test
  void unknownWordsAreToldSo() throws IOException {
    put("a", "recordsplit 1\n1000\nreboot");
    put("b", "recordsplit 1\n1000\nmode\nfast");
    put("c", "recordsplit 1\n1000\nmode");
    serve();
    assertTrue(answer("a").startsWith("recordsplit 1 2\nunknown request 'reboot'"));
    assertTrue(answer("b").startsWith("recordsplit 1 2\nunknown mode 'fast'"));
    assertTrue(answer("c").startsWith("recordsplit 1 2\nunknown mode ''"));
    assertUntouched();
  }

  @Test
  void onlyOrdinaryFilesAreOpened() throws Exception {
    Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), DISABLE);
    Files.createSymbolicLink(folder.resolve("link.request"), elsewhere);
    Files.createDirectory(folder.resolve("folder.request"));
    String pipe = folder.resolve("pipe.request").toString();
    assertEquals(0, new ProcessBuilder("mkfifo", "-m", "600", pipe).start().waitFor());
    assertTimeoutPreemptively(Duration.ofSeconds(10), this::serve);
    assertUntouched();
    assertEquals(3, files());
  }

  /** In a folder that is closed to others, that is a umask's doing. */
  @Test
  void theGroupOfAFileDoesNotMatter() throws IOException {
    put("a", DISABLE);
    Files.setPosixFilePermissions(
        folder.resolve("a.request"), PosixFilePermissions.fromString("rw-rw-r--"));
    serve();
    assertEquals(ANSWERED, answer("a"));
  }

  @Test
  void aFolderThatOthersMayWriteIsNoMailbox() throws IOException {
    put("a", DISABLE);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    serve();
    assertUntouched();
    assertEquals(1, files());
  }

  @Test
  void anotherUsersFolderIsNoMailbox() throws IOException {
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can make one");
    put("a", DISABLE);
    Files.setAttribute(folder, "unix:uid", 12345);
    serve();
    assertUntouched();
    assertEquals(1, files());
  }

  @Test
  void aLinkToAFolderIsNoMailbox() throws IOException {
    put("a", DISABLE);
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    new RequestFolder(link.toFile(), 1000).serve(agent);
    assertUntouched();
    assertEquals(1, files());
  }

  private void serve() throws IOException {
    new RequestFolder(folder.toFile(), 1000).serve(agent);
  }

  private void put(String id, String text) throws IOException {
    Path file = Files.createFile(folder.resolve(id + ".request"), permissions("rw-------"));
    Files.writeString(file, text);
  }

  private String answer(String id) throws IOException {
    return Files.readString(folder.resolve(id + ".answer"));
  }

  private void assertUntouched() {
    assertEquals(Mode.ALL, policy.mode());
  }

  private int files() {
    return folder.toFile().list().length;
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
