package io.github.recordsplit.startup;

import io.github.recordsplit.files.SafeFolder;
import io.github.recordsplit.observe.status.JvmIdentity;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The folder of the reports that JVMs leave. Its owner's other files are left alone. */
final class ReportFolder {
  /** Of these the newest stay. */
  private static final int MOST = 1000;

  private static final String START = "recordsplit-";
  private static final String END = ".json";

  /** Behind a time as in 20261128T053900.123Z, so that names stand in the order of time. */
  private static final String NAME = START + "\\d{8}T\\d{6}\\.\\d{3}Z-.*-[0-9a-f]{1,6}\\" + END;

  private static final Pattern REPORT = Pattern.compile(NAME);

  /** What a JVM was writing when it was killed. */
  private static final Pattern PART = Pattern.compile("\\." + NAME + "\\.[0-9a-f]+");

  private static final int LONGEST = 60;
  private static final long ABANDONED_MILLIS = 60_000;

  private final SafeFolder folder;
  private final File place;

  /** Makes it, or looks at what is there; the oldest go where there is no room for one more. */
  ReportFolder(File folder) throws IOException {
    this.folder = new SafeFolder(folder.toPath());
    this.place = folder;
    tidy(MOST - 1);
  }

  /** Puts a report there. */
  void leave(String json) throws IOException {
    byte[] bytes = (json + '\n').getBytes(StandardCharsets.US_ASCII);
    Path unused = folder.write(name(), bytes);
    tidy(MOST);
  }

  /** Tells when, which application, where and which process; nothing that a shell would read. */
  private static String name() {
    long now = System.currentTimeMillis();
    String second = Instant.ofEpochSecond(now / 1000).toString();
    String time = second.substring(0, second.length() - 1).replace("-", "").replace(":", "");
    String millis = Long.toString(1000 + now % 1000).substring(1);
    return START
        + time
        + '.'
        + millis
        + "Z-"
        + plain(JvmIdentity.app())
        + '-'
        + plain(JvmIdentity.host())
        + '-'
        + JvmIdentity.pid()
        + '-'
        + Long.toHexString(System.nanoTime() & 0xffffff)
        + END;
  }

  private static String plain(String text) {
    String some = text == null ? "" : text;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < some.length() && out.length() < LONGEST; i++) {
      char c = some.charAt(i);
      boolean fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      out.append(fits || c == '.' || c == '-' ? c : '_');
    }
    return out.length() == 0 ? "unknown" : out.toString();
  }

  private void tidy(int most) throws IOException {
    String[] names = place.list();
    if (names == null) {
      return;
    }
    Arrays.sort(names);
    int left = 0;
    for (int i = names.length - 1; i >= 0; i--) {
      File file = new File(place, names[i]);
      if (REPORT.matcher(names[i]).matches()) {
        left++;
        delete(file, left > most);
      } else if (PART.matcher(names[i]).matches()) {
        delete(file, file.lastModified() < System.currentTimeMillis() - ABANDONED_MILLIS);
      }
    }
  }

  private static void delete(File file, boolean due) throws IOException {
    if (due && Files.isRegularFile(file.toPath(), LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file.toPath());
    }
  }
}
