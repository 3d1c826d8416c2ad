package io.github.recordsplit.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.harness.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each document is as long as its reader has time for, is found from README, and links to what is
 * there.
 */
class PagesTest {
  /** A link in the text; what has a scheme leads out of the project. */
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?![a-z]+:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

  private static final Pattern BLOCK = Pattern.compile("(?m)^ {4}.*$");
  private static final Pattern SPAN = Pattern.compile("`[^`\n]+`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

  @Test
  void eachLinkLeadsToAFileAndAHeading() {
    Set<String> broken = new TreeSet<>();
    for (String document : Documents.all()) {
      for (MatchResult link : links(document).toList()) {
        Path file = target(document, link.group(1));
        boolean found = Files.exists(file);
        if (!found || !hasHeading(file, link.group(2))) {
          broken.add(document + ": " + link.group());
        }
      }
    }
    assertEquals(Set.of(), broken, "links that lead nowhere");
  }

  @Test
  void eachIsReachedFromReadme() {
    Set<Path> reached = new TreeSet<>();
    reach(Documents.FIRST, reached);
    Set<String> lost = new TreeSet<>(Documents.all());
    lost.removeIf(document -> reached.contains(Documents.file(document)));
    assertEquals(Set.of(), lost, "documents that no link leads to");
  }

  @Test
  void noneIsLongerThanItsReaderHasTimeFor() {
    Set<String> tooLong = new TreeSet<>();
    for (String document : Documents.all()) {
      long lines = Documents.text(document).lines().count();
      if (lines > limit(document)) {
        tooLong.add(document + ": " + lines + " lines, at most " + limit(document));
      }
    }
    assertEquals(Set.of(), tooLong);
  }

  private static int limit(String document) {
    if (document.equals(Documents.FIRST)) {
      return 150;
    }
    if (document.startsWith("agent/docs/design/") || !document.startsWith("agent/")) {
      return document.startsWith(".github/") ? 80 : Integer.MAX_VALUE;
    }
    return 200;
  }

  private static void reach(String document, Set<Path> reached) {
    if (reached.add(Documents.file(document))) {
      links(document)
          .map(link -> target(document, link.group(1)))
          .map(file -> Documents.file("").relativize(file).toString())
          .filter(Documents.all()::contains)
          .forEach(each -> reach(each, reached));
    }
  }

  private static Stream<MatchResult> links(String document) {
    return LINK.matcher(prose(Documents.text(document))).results();
  }

  private static Path target(String document, String link) {
    Path file = Documents.file(document);
    return link.isEmpty() ? file : file.resolveSibling(link).normalize();
  }

  private static boolean hasHeading(Path file, String anchor) {
    return anchor == null || anchors(file).contains(anchor);
  }

  /** What GitHub makes of each heading. */
  private static Set<String> anchors(Path file) {
    return HEADING
        .matcher(BLOCK.matcher(Documents.text(file.toString())).replaceAll(""))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(text -> NOT_IN_ANCHORS.matcher(text).replaceAll("").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** A text without its code. */
  private static String prose(String text) {
    return SPAN.matcher(BLOCK.matcher(text).replaceAll("")).replaceAll("x");
  }
}
