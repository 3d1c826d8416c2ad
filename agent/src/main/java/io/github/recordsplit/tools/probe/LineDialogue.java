package io.github.recordsplit.tools.probe;

import java.io.IOException;

/** The mail protocols, which speak in lines. */
enum LineDialogue {
  SMTP("220 ", "220-", "EHLO probe.invalid", "250 ", "250-", "STARTTLS", "220 "),
  IMAP("* OK", "* ", null, null, null, "a0 STARTTLS", "a0 OK"),
  POP3("+OK", "+OK", null, null, null, "STLS", "+OK");

  private final String greeting;
  private final String greetingBefore;
  private final String hello;
  private final String helloEnd;
  private final String helloBefore;
  private final String startTls;
  private final String agreed;

  LineDialogue(
      String greeting,
      String greetingBefore,
      String hello,
      String helloEnd,
      String helloBefore,
      String startTls,
      String agreed) {
    this.greeting = greeting;
    this.greetingBefore = greetingBefore;
    this.hello = hello;
    this.helloEnd = helloEnd;
    this.helloBefore = helloBefore;
    this.startTls = startTls;
    this.agreed = agreed;
  }

  Dialogue dialogue() {
    return new Lines();
  }

  private String request() {
    return this == SMTP ? hello : this == IMAP ? "a1 CAPABILITY" : "CAPA";
  }

  /** SMTP: a code and a space; IMAP: our tag; POP3: a lone dot, or an error's one line. */
  private boolean last(String line, boolean first) {
    switch (this) {
      case SMTP:
        return line.matches("\\d{3}( .*)?");
      case IMAP:
        return line.startsWith("a1 ");
      default:
        return line.equals(".") || (first && line.startsWith("-"));
    }
  }

  private final class Lines extends Dialogue {
    @Override
    void startTls(Plain plain) throws IOException {
      plain.expect(greeting, greetingBefore);
      if (hello != null) {
        plain.send(hello);
        plain.expect(helloEnd, helloBefore);
      }
      plain.send(startTls);
      plain.expect(agreed, "* ");
    }

    @Override
    byte[] request() {
      return ascii(LineDialogue.this.request() + "\r\n");
    }

    @Override
    boolean complete(byte[] answer) {
      String text = text(answer);
      if (!text.endsWith("\n")) {
        return false;
      }
      String[] lines = text.split("\r?\n", 0);
      return lines.length > 0 && last(lines[lines.length - 1], lines.length == 1);
    }

    @Override
    byte[] brief(byte[] answer) {
      String[] lines = text(answer).split("\r?\n", 0);
      String line =
          lines.length == 0 ? "" : lines[LineDialogue.this == IMAP ? lines.length - 1 : 0];
      return ascii(
          line.split("[ -]", 2)[0]
              + (LineDialogue.this == IMAP ? line.replaceAll("^\\S+ (\\S+).*", " $1") : ""));
    }
  }
}
