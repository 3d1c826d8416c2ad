package io.github.recordsplit.tools.cli;

import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;

/** What several JVMs answered, in the order of their numbers. */
final class Replies {
  final List<Reply> all;

  private Replies(List<Reply> all) {
    this.all = all;
  }

  static Replies of(List<Jvm> jvms, String request, boolean mayWait) throws NoException {
    List<Reply> found = SideBySide.each(jvms, jvm -> Reply.of(jvm, request, mayWait));
    List<Reply> all = new ArrayList<>();
    for (int i = 0; i < jvms.size(); i++) {
      all.add(found.get(i) == null ? Reply.none(jvms.get(i)) : found.get(i));
    }
    return new Replies(all);
  }

  /** The worst exit status. */
  int worst() {
    return all.stream().mapToInt(Reply::status).max().orElse(Main.DONE);
  }

  List<String> json() {
    return all.stream().map(reply -> reply.json().toString()).collect(toList());
  }
}
