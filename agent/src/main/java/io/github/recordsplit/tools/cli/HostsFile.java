package io.github.recordsplit.tools.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.recordsplit.rules.Messages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers in a file: one {@code HOST:PORT} a line, and comments behind {@code #}. */
final class HostsFile {
  private static final Pattern WORD = Pattern.compile("[^\\s#]+");

  /** A name or an address: nothing else that may be dangerous where the answer is shown. */
  private static final Pattern NAME = Pattern.compile("[\\w.:%-]+");

  private final File file;

  HostsFile(File file) {
    this.file = file;
  }

  List<HostAndPort> servers() throws UsageException {
    List<HostAndPort> servers = new ArrayList<>();
    String[] lines = text().split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].split("#", 2)[0];
      Matcher word = WORD.matcher(line);
      if (word.find()) {
        servers.add(server(word.group(), place(i, line, word)));
      }
      if (word.find()) {
        String what = "unexpected " + Messages.quote(word.group());
        throw new UsageException(place(i, line, word) + what);
      }
    }
    if (servers.isEmpty()) {
      throw new UsageException("there is no HOST:PORT in " + Messages.quote(file.toString()));
    }
    return servers;
  }

  private static HostAndPort server(String word, String place) throws UsageException {
    try {
      HostAndPort server = HostAndPort.of(word);
      if (!NAME.matcher(server.host).matches()) {
        throw new UsageException(Messages.quote(word) + " is not HOST:PORT");
      }
      return server;
    } catch (UsageException e) {
      throw new UsageException(place + e.getMessage());
    }
  }

  /** Counts as a rules file does: from 1, and in code points. */
  private String place(int index, String line, Matcher word) {
    int column = line.codePointCount(0, word.start()) + 1;
    return Messages.plain(file.toString()) + ':' + (index + 1) + ':' + column + ": ";
  }

  private String text() throws UsageException {
    try {
      String text = new String(Files.readAllBytes(file.toPath()), UTF_8);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("cannot read " + Messages.quote(file.toString()));
    }
  }
}
