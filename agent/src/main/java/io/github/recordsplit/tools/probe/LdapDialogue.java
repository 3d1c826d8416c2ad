package io.github.recordsplit.tools.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** LDAP: reads which versions of LDAP the root entry names, anonymously (RFC 4511). */
final class LdapDialogue extends Dialogue {
  private static final int SEARCH_DONE = 0x65;

  @Override
  void startTls(Plain plain) throws IOException {
    byte[] name = ascii("1.3.6.1.4.1.1466.20037");
    plain.send(tlv(0x30, tlv(0x02, 1), tlv(0x77, tlv(0x80, name))));
    int tag = plain.read();
    int length = plain.read();
    byte[] message = plain.read(length < 0x80 ? length : length(plain.read(length & 3)));
    // messageID (3 bytes), then [APPLICATION 24] whose first element is ENUMERATED resultCode.
    if (tag != 0x30 || message.length < 8 || message[3] != 0x78 || resultCode(message) != 0) {
      throw new IOException("the server refuses STARTTLS");
    }
  }

  private static int resultCode(byte[] message) {
    int header = message[4] < 0 ? 2 + (message[4] & 3) : 2;
    return message[3 + header + 2];
  }

  private static int length(byte[] bytes) {
    int length = 0;
    for (byte b : bytes) {
      length = (length << 8) | (b & 0xff);
    }
    return length;
  }

  @Override
  byte[] request() {
    byte[] attributes = tlv(0x30, tlv(0x04, ascii("supportedLDAPVersion")));
    byte[] anyObject = tlv(0x87, ascii("objectClass"));
    byte[] search =
        tlv(
            0x63,
            tlv(0x04),
            tlv(0x0a, 0),
            tlv(0x0a, 0),
            tlv(0x02, 0),
            tlv(0x02, 0),
            tlv(0x01, 0),
            anyObject,
            attributes);
    return tlv(0x30, tlv(0x02, 2), search);
  }

  private static byte[] tlv(int tag, int value) {
    return tlv(tag, new byte[] {(byte) value});
  }

  /** Tag, length (all that is sent here is shorter than 128 bytes), value. */
  private static byte[] tlv(int tag, byte[]... parts) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      value.write(part, 0, part.length);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(value.size());
    out.write(value.toByteArray(), 0, value.size());
    return out.toByteArray();
  }

  /** Until a whole message is the search's result, or anything that is no LDAP message. */
  @Override
  boolean complete(byte[] answer) {
    int at = 0;
    while (at + 7 <= answer.length) {
      int form = answer[at + 1];
      int header = form < 0 ? 2 + (form & 3) : 2;
      int length = form;
      if (form < 0) {
        length = length(java.util.Arrays.copyOfRange(answer, at + 2, at + header));
      }
      boolean whole = at + header + length <= answer.length;
      if (answer[at] != 0x30 || (whole && last(answer, at + header))) {
        return true;
      }
      at += header + length;
    }
    return false;
  }

  private static boolean last(byte[] answer, int id) {
    int operation = id + 2 + answer[id + 1];
    return operation >= answer.length
        || answer[operation] == SEARCH_DONE
        || answer[operation] == 0x78;
  }

  @Override
  byte[] brief(byte[] answer) {
    return answer;
  }
}
