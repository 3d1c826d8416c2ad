package io.github.recordsplit.apps;

import java.util.List;
import javax.net.ssl.SSLSession;

/** The sending end of one connection: hands over payloads and says how they left. */
interface Sender {
  /** Hands over one payload; the lines say what the transport, or the engine, gave back. */
  String send(byte[] payload) throws Exception;

  /** The connection's session. */
  SSLSession session();

  /** Joins numbers for a line of output; a dash is easier to see than nothing. */
  static String join(List<?> items) {
    String text = items.toString().replace(" ", "");
    return items.isEmpty() ? "-" : text.substring(1, text.length() - 1);
  }
}
