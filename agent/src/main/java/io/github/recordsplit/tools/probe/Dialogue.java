package io.github.recordsplit.tools.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/** What is said to a server, and how its answer is read. */
abstract class Dialogue {
  /** Leads to TLS; says nothing where TLS comes first. */
  void startTls(Plain plain) throws IOException {}

  /** The application data that is sent whole and split. */
  abstract byte[] request();

  /** The same, where the server shall wait for another one. */
  byte[] firstRequest() {
    return request();
  }

  /** Whether this is all of the answer, as far as its bytes tell. */
  abstract boolean complete(byte[] answer);

  /** Whether silence ends an answer: nothing else tells. */
  boolean endsBySilence() {
    return false;
  }

  /** All of the answer that is the same each time when nothing is amiss. */
  byte[] full(byte[] answer) {
    return answer;
  }

  /** The part of it that says whether the request was understood. */
  abstract byte[] brief(byte[] answer);

  static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
