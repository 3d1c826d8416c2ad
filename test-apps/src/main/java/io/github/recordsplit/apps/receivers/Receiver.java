package io.github.recordsplit.apps.receivers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.ProtocolException;

/** What servers of three kinds do with what one read returned. */
enum Receiver {
  /**
   * As SQL Server's pre-login: a header tells the length, and a packet of another one is a fault.
   */
  SQL {
    @Override
    byte[] answer(byte[] read) throws ProtocolException {
      if (read.length < SqlDriver.HEADER || SqlDriver.length(read) != read.length) {
        throw new ProtocolException("malformed packet of " + read.length + " bytes");
      }
      return SqlDriver.packet(SqlDriver.RESPONSE, read.length - SqlDriver.HEADER);
    }
  },

  /** As a 3270 over telnet: each read is a screen, and one without its end locks the keyboard. */
  TERMINAL {
    @Override
    byte[] answer(byte[] read) {
      boolean whole = new String(read, ISO_8859_1).endsWith(Terminal.END);
      return ((whole ? "READY" : "X PROG") + Terminal.END).getBytes(ISO_8859_1);
    }
  },

  /** As many a device: each read is a command line. */
  LINE {
    @Override
    byte[] answer(byte[] read) {
      boolean whole = new String(read, ISO_8859_1).endsWith("\r\n");
      return (whole ? "250 OK\r\n" : "500 syntax error\r\n").getBytes(ISO_8859_1);
    }
  };

  /** The reply to a message; an exception closes the connection. */
  abstract byte[] answer(byte[] read) throws ProtocolException;
}
