package io.github.recordsplit.apps;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/**
 * Sends payloads through classes of the shape that SunJSSE had before JDK 8u261. They stand in a
 * folder, encrypt nothing and are loaded before the JDK's own of the same names.
 *
 * <p>Arguments: the folder, the protocol as hexadecimal number, whether {@code TCP_NODELAY} is on;
 * then {@code counts} to have connections without payloads, and what the agent counts of them.
 */
public final class OldShape {
  private static final boolean FLAGGED = System.getProperty("apps.flag") != null;
  private static final int[] SIZES = {0, 1, 2, 100, 16384, 16385, 16405, 40000};

  private final Loader loader;
  private final int protocol;
  private final boolean noDelay;

  private OldShape(String[] args) throws Exception {
    loader = new Loader(new File(args[0]).toURI().toURL());
    protocol = Integer.parseInt(args[1], 16);
    noDelay = Boolean.parseBoolean(args[2]);
  }

  public static void main(String[] args) throws Exception {
    OldShape app = new OldShape(args);
    if (args.length > 3) {
      app.count();
      return;
    }
    for (int size : SIZES) {
      app.socket(size);
      app.engine(size);
    }
    System.out.println("done");
    while (Boolean.getBoolean("apps.stays") && System.in.read() >= 0) {
      // Until its test is done.
    }
  }

  private void socket(int size) throws Exception {
    Transport transport = new Transport();
    Socket socket = newSocket(transport);
    if (FLAGGED) {
      ((SSLSocket) socket).startHandshake();
      UnderTest.flag(((SSLSocket) socket).getSession());
    }
    OutputStream out = socket.getOutputStream();
    for (String which : new String[] {"first", "later"}) {
      byte[] payload = payload(size);
      out.write(payload);
      System.out.println("socket " + size + " " + which + " " + transport.take(payload));
    }
  }

  private void engine(int size) throws Exception {
    SSLEngine engine = newEngine();
    if (FLAGGED) {
      engine.beginHandshake();
      UnderTest.flag(engine.getSession());
    }
    for (String which : new String[] {"first", "later"}) {
      byte[] payload = payload(size);
      ByteBuffer source = ByteBuffer.wrap(payload);
      Transport transport = new Transport();
      do {
        ByteBuffer net = ByteBuffer.allocate(17000);
        engine.wrap(source, net);
        transport.write(net.array(), 0, net.position());
      } while (source.hasRemaining());
      System.out.println("engine " + size + " " + which + " " + transport.take(payload));
    }
  }

  private SSLSocket newSocket(Transport transport) throws Exception {
    return (SSLSocket)
        loader
            .loadClass("sun.security.ssl.SSLSocketImpl")
            .getConstructor(String.class, int.class, boolean.class, OutputStream.class)
            .newInstance("old.test", protocol, noDelay, transport);
  }

  private SSLEngine newEngine() throws Exception {
    return (SSLEngine)
        loader
            .loadClass("sun.security.ssl.SSLEngineImpl")
            .getConstructor(String.class, int.class)
            .newInstance("old.test", protocol);
  }

  private void count() throws Exception {
    SSLSocket idle = newSocket(new Transport());
    SSLSocket socket = newSocket(new Transport());
    SSLEngine engine = newEngine();
    OwnAgent agent = new OwnAgent();
    tell(agent, "made");
    socket.startHandshake();
    engine.beginHandshake();
    tell(agent, "shaken");
    socket.close();
    tell(agent, "closed");
    engine.closeOutbound();
    tell(agent, "both closed");
    idle.close();
  }

  private static void tell(OwnAgent agent, String stage) throws Exception {
    String open = " open=" + agent.get("OpenConnections");
    System.out.println(stage + " connections=" + agent.get("Connections") + open);
  }

  private static byte[] payload(int size) {
    byte[] payload = new byte[size];
    for (int i = 0; i < size; i++) {
      payload[i] = (byte) (i * 31 + size);
    }
    return payload;
  }

  /** Takes the JDK's names from its folder. */
  private static final class Loader extends URLClassLoader {
    Loader(URL folder) {
      super(new URL[] {folder}, null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null && name.startsWith("sun.security.ssl.")) {
        loaded = findClass(name);
      }
      return loaded != null ? loaded : super.loadClass(name, resolve);
    }
  }

  /** Counts records in each write. */
  private static final class Transport extends OutputStream {
    private final List<Integer> records = new ArrayList<>();
    private final List<Integer> writes = new ArrayList<>();
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      throw new IllegalStateException("a record never leaves by the byte");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      int count = 0;
      for (int at = offset; at < offset + length; count++) {
        int n = (bytes[at + 3] & 0xff) << 8 | (bytes[at + 4] & 0xff);
        records.add(n);
        plain.write(bytes, at + 5, n);
        at += 5 + n;
      }
      writes.add(count);
    }

    String take(byte[] expected) {
      boolean same = Arrays.equals(expected, plain.toByteArray());
      String line = "records=" + records + " writes=" + writes + (same ? "" : " BAD");
      records.clear();
      writes.clear();
      plain.reset();
      return line.replace(", ", ",");
    }
  }
}
