package io.github.recordsplit.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/**
 * A client that gives servers lines: {@code mode all} and the like orders that of the agent, a
 * number calls each server so many times, and every call is a connection of a few lines.
 */
public final class Calls {
  private static final String LINE = "READ 17 and whatever\n";
  private static final int PATIENCE_MILLIS = Integer.getInteger("apps.patienceMillis", 300);
  private static final int LINES = Integer.getInteger("apps.lines", 3);
  private static final boolean LISTENS = !Boolean.getBoolean("apps.oneWay");

  /** Of another TLS library than a provider's. */
  interface Engines {
    SSLEngine make(int port) throws Exception;
  }

  private Calls() {}

  /** The transport, {@code socket} or {@code engine}, and the ports. */
  public static void main(String[] args) throws Exception {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    SSLContext context = UnderTest.context();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "US-ASCII"));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("mode ")) {
        order(beans, line.substring("mode ".length()));
      } else {
        for (int i = Integer.parseInt(line); i > 0; i--) {
          call(context, args);
        }
      }
      System.out.println("done " + line);
    }
    System.exit(0);
  }

  private static void order(MBeanServer beans, String mode) throws Exception {
    ObjectName name = new ObjectName("io.github.recordsplit:type=RecordSplit");
    while (!beans.isRegistered(name)) {
      Thread.sleep(20);
    }
    beans.setAttribute(name, new Attribute("Mode", mode));
  }

  /** All of them at the same time. */
  private static void call(SSLContext context, String... args) throws Exception {
    List<Thread> all = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      int port = Integer.parseInt(args[i]);
      Thread thread = new Thread(() -> call(context, args[0], port));
      thread.start();
      all.add(thread);
    }
    for (Thread thread : all) {
      thread.join();
    }
  }

  private static void call(SSLContext context, String transport, int port) {
    try (Line line =
        transport.equals("socket") ? new OnSocket(context, port) : new OnEngine(context, port)) {
      for (int i = 0; i < LINES; i++) {
        line.send(LINE);
        if (LISTENS && !line.receive()) {
          return;
        }
      }
    } catch (Exception broken) {
      if (Boolean.getBoolean("apps.verbose")) {
        broken.printStackTrace();
      }
    }
  }

  private interface Line extends AutoCloseable {
    void send(String line) throws IOException;

    /** Whether there is one. */
    boolean receive() throws IOException;
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static final class OnSocket implements Line {
    private final SSLSocket socket;
    private final byte[] read = new byte[1000];

    OnSocket(SSLContext context, int port) throws IOException {
      socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(connect(port), "localhost", port, true);
      socket.setSSLParameters(Kind.TLS_1_0_CBC.parameters());
      socket.startHandshake();
    }

    @Override
    public void send(String line) throws IOException {
      socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(PATIENCE_MILLIS);
    }

    @Override
    public boolean receive() throws IOException {
      int n = socket.getInputStream().read(read);
      return n > 0 && isAnswer(new String(read, 0, n, StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static final class OnEngine implements Line {
    private final Socket socket;
    private final EnginePipe pipe;

    OnEngine(SSLContext context, int port) throws Exception {
      socket = connect(port);
      String engines = System.getProperty("apps.engines");
      Engines others =
          engines == null
              ? made -> Kind.TLS_1_0_CBC.engine(context, true, made)
              : (Engines) Class.forName(engines).getDeclaredConstructor().newInstance();
      SSLEngine engine = others.make(port);
      engine.beginHandshake();
      pipe = new EnginePipe(socket, engine);
    }

    @Override
    public void send(String line) throws IOException {
      pipe.send(line);
      socket.setSoTimeout(PATIENCE_MILLIS);
    }

    @Override
    public boolean receive() throws IOException {
      return isAnswer(pipe.readLine());
    }

    @Override
    public void close() throws IOException {
      try {
        pipe.close();
      } finally {
        socket.close();
      }
    }
  }

  private static boolean isAnswer(String line) {
    return line.startsWith("250 ");
  }
}
