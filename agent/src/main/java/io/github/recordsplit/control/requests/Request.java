package io.github.recordsplit.control.requests;

import io.github.recordsplit.control.AgentControl;
import java.util.Arrays;

/**
 * A request in words, as it stands in a channel: lines that say who asks, of which a later version
 * may have more, an empty one, and then a line for each word of what is asked.
 */
final class Request {
  static final Answer MALFORMED =
      new Answer(2, "the request is malformed (is this jar of the same version as the agent?)");

  private static final String UNKNOWN = "unknown";

  private final String user;
  private final String process;
  private final String[] words;

  private Request(String user, String process, String[] words) {
    this.user = user;
    this.process = process;
    this.words = words;
  }

  /** Returns a request as it is written into a channel. */
  static String write(String version, Object user, String process, String words) {
    return "version " + version + "\nuser " + user + "\nprocess " + process + "\n\n" + words;
  }

  static Request read(String text) {
    int end = text.indexOf("\n\n");
    String head = end < 0 ? "" : '\n' + text.substring(0, end) + '\n';
    String[] words = end < 0 ? null : text.substring(end + 2).split("\n", -1);
    return new Request(line(head, "user"), line(head, "process"), words);
  }

  private static String line(String head, String name) {
    int start = head.indexOf('\n' + name + ' ');
    int from = start + name.length() + 2;
    return start < 0 ? UNKNOWN : number(head.substring(from, head.indexOf('\n', from)));
  }

  private static String number(String text) {
    try {
      return Long.toString(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }

  Answer carryOut(AgentControl agent) {
    String by = "user " + user + " (process " + process + ")";
    return words == null ? MALFORMED : RequestHandler.answer(agent, words, by);
  }

  /** The same of the older folder, which tells the user only. */
  static Answer carryOut(AgentControl agent, String[] lines, int from, Object user) {
    String[] words = Arrays.copyOfRange(lines, from, lines.length);
    return RequestHandler.answer(agent, words, "user " + user);
  }
}
