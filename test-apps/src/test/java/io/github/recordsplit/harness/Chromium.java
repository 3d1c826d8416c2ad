package io.github.recordsplit.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium without a window, that looks at a page in a frame of a given width. */
public final class Chromium {
  private static final List<String> PROGRAMS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final String MISSING = "Chromium: not at hand, skipped";

  /** What is measured inside the frame. */
  public record Look(String dom) {
    /** Width of all that the page shows, in pixels. */
    public int scrollWidth() {
      return Integer.parseInt(of("width"));
    }

    /** How many elements a selector finds that have a size on the screen. */
    public int count(String selector) {
      return Integer.parseInt(of(selector));
    }

    private String of(String name) {
      Matcher found = Pattern.compile("\\|" + Pattern.quote(name) + "=(\\d+)\\|").matcher(dom);
      if (!found.find()) {
        throw new AssertionError("no " + name + " in " + dom);
      }
      return found.group(1);
    }
  }

  private Chromium() {}

  /** Looks at a page and keeps a picture of it; the calling test is skipped without a Chromium. */
  public static Look assumeLook(String page, int width, String picture) throws IOException {
    String program =
        PROGRAMS.stream().filter(p -> Files.isExecutable(Path.of(p))).findFirst().orElse(null);
    TookPart.record(program == null ? MISSING : "Chromium");
    if (program == null) {
      System.out.println(MISSING);
    }
    Assumptions.assumeTrue(program != null, MISSING);
    Path wrapper = Target.write(picture + ".html", wrapper(page, width));
    List<String> common =
        List.of(
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--window-size=1300,3000",
            "--virtual-time-budget=5000",
            "--user-data-dir=" + Target.file("chromium"));
    String unused = run(common, "--screenshot=" + Target.file(picture), wrapper.toUri() + "");
    return new Look(run(common, "--dump-dom", wrapper.toUri() + ""));
  }

  /** The frame is the page's viewport: a window cannot be as narrow as a phone everywhere. */
  private static String wrapper(String page, int width) {
    String source = page.replace("&", "&amp;").replace("\"", "&quot;");
    String measure =
        "const d = document.querySelector('iframe').contentDocument;"
            + "let t = '|width=' + d.documentElement.scrollWidth + '|';"
            + "for (const s of ['h3', 'tbody tr'])"
            + " t += '|' + s + '=' + [...d.querySelectorAll(s)]"
            + ".filter(e => e.getBoundingClientRect().height > 0).length + '|';"
            + "document.title = t;";
    return "<!DOCTYPE html><title></title><body style='margin:0'><iframe style='border:0;width:"
        + width
        + "px;height:3000px' srcdoc=\""
        + source
        + "\" onload=\""
        + measure
        + "\"></iframe>";
  }

  private static String run(List<String> common, String... more) throws IOException {
    List<String> command = Stream.concat(common.stream(), Stream.of(more)).toList();
    Path output = Files.createTempFile("chromium", ".txt");
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        throw new AssertionError("Chromium is still running: " + command);
      }
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
