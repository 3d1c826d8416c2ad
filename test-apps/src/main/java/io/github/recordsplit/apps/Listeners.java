package io.github.recordsplit.apps;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Uses TLS with a secret in it, waits for the agent's thread, and prints how many ports it has. */
public final class Listeners {
  private static final String SOCKET = "socket:[";
  private static final Kind KIND = Kind.TLS_1_0_CBC;
  private static final int PORT = 1;

  private Listeners() {}

  public static void main(String[] args) throws Exception {
    SSLContext context = SSLContext.getDefault();
    send(new SocketSender(context, KIND, true, endpoint(context, false), PORT));
    send(new EngineSender(endpoint(context, true), endpoint(context, false)));
    send(new EngineSender(endpoint(context, false), endpoint(context, true))); // a client reads
    SSLEngine unknown = new DelegatingEngine(KIND.engine(context, true, PORT));
    send(new EngineSender(new Endpoint(unknown), endpoint(context, false)));
    Thread.sleep(1500);
    System.out.println("ports=" + ports());
  }

  private static Endpoint endpoint(SSLContext context, boolean client) throws SSLException {
    return new Endpoint(KIND.engine(context, client, PORT));
  }

  private static void send(Sender sender) throws Exception {
    for (int i = 0; i < 3; i++) {
      sender.send("Cookie: secret-of-the-application".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** TCP and UDP sockets of this process, as Linux tells; the JDK has a pair of others at times. */
  private static int ports() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String table : new String[] {"tcp", "tcp6", "udp", "udp6"}) {
      Path file = Paths.get("/proc/net", table);
      if (Files.exists(file)) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.US_ASCII));
      }
    }
    int count = 0;
    String[] open = new File("/proc/self/fd").list();
    for (String fd : open == null ? new String[0] : open) {
      String inode = inode(fd);
      count += inode != null && all.indexOf(' ' + inode + ' ') >= 0 ? 1 : 0;
    }
    return count;
  }

  private static String inode(String fd) {
    try {
      String target = Files.readSymbolicLink(Paths.get("/proc/self/fd", fd)).toString();
      return target.startsWith(SOCKET)
          ? target.substring(SOCKET.length(), target.length() - 1)
          : null;
    } catch (IOException closed) {
      return null;
    }
  }
}
