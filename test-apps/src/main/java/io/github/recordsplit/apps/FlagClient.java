package io.github.recordsplit.apps;

import javax.net.ssl.SSLSocket;

/**
 * Code that can be changed and sends the flag itself, with no dependency on anything but JSSE.
 *
 * <p>A port, then one argument a connection: {@code NAME HOST STEP...}, where a step is {@code
 * send}, {@code remove}, or the flag's next value.
 */
public final class FlagClient {
  private static final String FLAG = "recordsplit";

  private FlagClient() {}

  public static void main(String[] args) throws Exception {
    for (int i = 1; i < args.length; i++) {
      String[] words = args[i].split(" ", -1);
      try (SSLSocket socket = Lines.connect(words[1], Integer.parseInt(args[0]))) {
        for (int j = 2; j < words.length; j++) {
          step(socket, words[0], words[j]);
        }
      }
    }
    System.out.println(args.length - 1 + " connections");
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
