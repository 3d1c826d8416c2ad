package io.github.recordsplit.apps;

import java.io.BufferedReader;
import java.io.Closeable;
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

  /** Only who never answers is waited for so long. */
  private static final int IMPATIENT_MILLIS = 200;

  private static final int PATIENT_MILLIS = 60_000;

  private static volatile int patience = PATIENT_MILLIS;

  /** Of another TLS library than a provider's. */
  interface Engines {
    SSLEngine make(int port) throws Exception;
  }

  private Calls() {}

  /** The transport, {@code socket} or {@code engine}; then habits and ports of {@link Peers}. */
  public static void main(String[] args) throws Exception {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    SSLContext context = UnderTest.context();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "US-ASCII"));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("mode ")) {
        patience = IMPATIENT_MILLIS;
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
      String[] peer = args[i].split(":", -1);
      Thread thread =
          new Thread(
              () ->
                  call(context, args[0], Peers.Habit.valueOf(peer[0]), Integer.parseInt(peer[1])));
      thread.start();
      all.add(thread);
    }
    for (Thread thread : all) {
      thread.join();
    }
  }

  private static void call(SSLContext context, String transport, Peers.Habit habit, int port) {
    boolean listens = habit != Peers.Habit.NEVER_ANSWERS;
    int lines = habit == Peers.Habit.IS_SLOW ? 1 : 3;
    int millis = habit == Peers.Habit.HANGS ? patience : PATIENT_MILLIS;
    try (Line line =
        transport.equals("socket")
            ? new OnSocket(context, port, millis)
            : new OnEngine(context, port, millis)) {
      for (int i = 0; i < lines; i++) {
        line.send(LINE);
        if (listens && !line.receive()) {
          return;
        }
      }
    } catch (Exception broken) {
      if (Boolean.getBoolean("apps.verbose")) {
        broken.printStackTrace();
      }
    }
  }

  private interface Line extends Closeable {
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

    OnSocket(SSLContext context, int port, int millis) throws IOException {
      socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(connect(port), "localhost", port, true);
      socket.setSSLParameters(Kind.TLS_1_0_CBC.parameters());
      socket.startHandshake();
      socket.setSoTimeout(millis);
    }

    @Override
    public void send(String line) throws IOException {
      socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
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
    private final int millis;

    OnEngine(SSLContext context, int port, int millis) throws Exception {
      this.millis = millis;
      socket = connect(port);
      String engines = System.getProperty("apps.engines");
      Engines others =
          engines == null
              ? made -> Kind.TLS_1_0_CBC.engine(context, true, made)
              : Class.forName(engines)
                  .asSubclass(Engines.class)
                  .getDeclaredConstructor()
                  .newInstance();
      SSLEngine engine = others.make(port);
      engine.beginHandshake();
      pipe = new EnginePipe(socket, engine);
    }

    @Override
    public void send(String line) throws IOException {
      pipe.send(line);
      socket.setSoTimeout(millis);
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
