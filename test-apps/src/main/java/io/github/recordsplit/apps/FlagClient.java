package io.github.recordsplit.apps;

import javax.net.ssl.SSLSocket;

/**
 * Code that can be changed and sends the flag itself, with no dependency on anything but JSSE.
 *
 * <p>Host and port, then one argument a connection: {@code NAME STEP...}, where a step is {@code
 * send}, {@code remove}, or the flag's next value.
 */
public final class FlagClient {
  private static final String FLAG = "recordsplit";

  private FlagClient() {}

  public static void main(String[] args) throws Exception {
    for (int i = 2; i < args.length; i++) {
      String[] words = args[i].split(" ", -1);
      try (SSLSocket socket = Lines.connect(args[0], Integer.parseInt(args[1]))) {
        for (int j = 1; j < words.length; j++) {
          step(socket, words[0], words[j]);
        }
      }
    }
    System.out.println(args.length - 2 + " connections");
  }

  private static void step(SSLSocket socket, String name, String step) throws Exception {
    if (step.equals("send")) {
      Lines.send(socket, name);
    } else if (step.equals("remove")) {
      socket.getSession().removeValue(FLAG);
    } else {
      socket.getSession().putValue(FLAG, step);
    }
  }
}
