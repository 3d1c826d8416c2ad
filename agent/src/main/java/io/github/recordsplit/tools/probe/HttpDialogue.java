package io.github.recordsplit.tools.probe;

import java.util.Locale;

/** GET of a path over HTTP/1.1. */
final class HttpDialogue extends Dialogue {
  private static final String END = "\r\n\r\n";

  private final String authority;
  private final String path;

  HttpDialogue(String authority, String path) {
    this.authority = authority;
    this.path = path;
  }

  @Override
  byte[] request() {
    return request("close");
  }

  @Override
  byte[] firstRequest() {
    return request("keep-alive");
  }

  private byte[] request(String connection) {
    return ascii(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + authority
            + "\r\nUser-Agent: recordsplit-probe\r\nAccept: */*\r\nConnection: "
            + connection
            + END);
  }

  /** Without a length, the end of the connection ends the answer. */
  @Override
  boolean complete(byte[] answer) {
    String text = text(answer);
    int end = text.indexOf(END);
    if (end < 0) {
      return false;
    }
    String head = text.substring(0, end + 2).toLowerCase(Locale.ROOT);
    String body = text.substring(end + END.length());
    int at = head.indexOf("\r\ncontent-length:");
    if (at < 0) {
      return head.contains("\r\ntransfer-encoding: chunked") && text.endsWith("\r\n0" + END);
    }
    String length = head.substring(at + 17, head.indexOf("\r\n", at + 2)).trim();
    return length.matches("\\d{1,9}") && body.length() >= Integer.parseInt(length);
  }

  /** Dates and cookies in the head differ each time. */
  @Override
  byte[] full(byte[] answer) {
    String text = text(answer);
    int end = text.indexOf(END);
    return ascii(text(brief(answer)) + (end < 0 ? "" : text.substring(end)));
  }

  @Override
  byte[] brief(byte[] answer) {
    return ascii(text(answer).split("\r?\n", 2)[0]);
  }
}
