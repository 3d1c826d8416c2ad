package io.github.recordsplit.apps;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JceDefaultTlsCredentialedDecryptor;

/**
 * As {@code Lengths}, for bctls without JSSE. Compiled by a test against each line of bctls, so it
 * uses what they all have.
 *
 * <p>Arguments: the split mode that the application sets ({@code ADS_MODE_…}), or nothing; or {@code
 * load}: then each connection sends in a thread of its own until stdin ends, and each line of stdin
 * has it say what 200 bytes become.
 */
public final class BareLengths {
  private static final int[] SIZES = {0, 1, 2, 5, 100, 16384, 16385, 16405, 40000};
  private static final int TLS_RSA_WITH_AES_128_CBC_SHA = 0x002F;
  private static final JcaTlsCrypto CRYPTO =
      (JcaTlsCrypto)
          new JcaTlsCryptoProvider()
              .setProvider(new BouncyCastleProvider())
              .create(new SecureRandom());

  private static final int ASKED_SIZE = 200;
  private static volatile String asked = "";
  private static volatile boolean stopped;

  private final Kind kind = Kind.TLS_1_0_CBC;
  private final Endpoint peer;
  private final MemorySocket transport;
  private TlsProtocol protocol;

  private BareLengths(boolean client, boolean blocking, String mode) throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(!client);
    engine.setSSLParameters(kind.parameters());
    peer = new Endpoint(engine);
    transport = blocking ? new MemorySocket(peer, 1) : null;
    if (client) {
      connect();
    } else {
      accept();
    }
    while (!blocking && engine.getHandshakeStatus().ordinal() != 0) {
      exchange();
    }
    deliver();
    if (mode != null) {
      Method set = TlsProtocol.class.getDeclaredMethod("setAppDataSplitMode", modeType());
      set.setAccessible(true);
      set.invoke(protocol, Integer.valueOf(mode));
    }
  }

  private static Class<?> modeType() {
    return int.class;
  }

  public static void main(String[] args) throws Exception {
    String mode = args.length == 0 ? null : args[0];
    if ("load".equals(mode)) {
      load();
      return;
    }
    for (String role : new String[] {"client", "server"}) {
      for (String api : new String[] {"blocking", "nonblocking"}) {
        // One connection for all sizes: a handshake costs more than all of its payloads.
        BareLengths ends = new BareLengths(role.equals("client"), api.equals("blocking"), mode);
        for (int size : SIZES) {
          for (String which : new String[] {"first", "later"}) {
            System.out.println(
                "TLSv1/CBC " + api + " " + role + " " + size + " " + which + ends.send(size));
          }
        }
      }
    }
  }

  private static void load() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> connections = new ArrayList<>();
      for (String role : new String[] {"client", "server"}) {
        for (String api : new String[] {"blocking", "nonblocking"}) {
          BareLengths ends = new BareLengths(role.equals("client"), api.equals("blocking"), null);
          connections.add(
              threads.submit(
                  () -> {
                    ends.sendUntilStopped(api + " " + role);
                    return null;
                  }));
        }
      }
      System.out.println("open " + connections.size());
      Scanner lines = new Scanner(System.in, "US-ASCII");
      while (lines.hasNextLine()) {
        asked = lines.nextLine();
      }
      stopped = true;
      for (Future<?> connection : connections) {
        connection.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void sendUntilStopped(String name) throws Exception {
    String answered = asked;
    int lost = 0;
    int sent = 0;
    for (; !stopped; sent++) {
      String now = asked;
      String records = send(now.equals(answered) ? SIZES[sent % SIZES.length] : ASKED_SIZE);
      lost += records.endsWith("BAD") ? 1 : 0;
      if (!now.equals(answered)) {
        System.out.println(now + ": " + name + ":" + records);
        answered = now;
      }
    }
    System.out.println(name + " lost " + lost + " of " + sent);
  }

  private String send(int size) throws Exception {
    byte[] payload = new byte[size];
    new Random(size).nextBytes(payload);
    peer.mark();
    String preview = transport == null ? preview(size) : "";
    protocol.writeApplicationData(payload, 0, size);
    int produced = transport == null ? protocol.getAvailableOutputBytes() : 0;
    List<Integer> writes = deliver();
    boolean same = Arrays.equals(payload, peer.received());
    return " records="
        + Sender.join(peer.plainLengths)
        + " writes="
        + Sender.join(writes)
        + (preview.isEmpty() ? "" : preview + "/" + produced)
        + (same ? "" : " BAD");
  }

  /** How many bytes fit at once, and how large they become; nothing in lines without previews. */
  private String preview(int size) throws Exception {
    try {
      Object preview =
          TlsProtocol.class.getMethod("previewOutputRecord", int.class).invoke(protocol, size);
      Class<?> type = preview.getClass();
      return " preview="
          + type.getMethod("getContentLimit").invoke(preview)
          + "/"
          + type.getMethod("getRecordSize").invoke(preview);
    } catch (NoSuchMethodException e) {
      return "";
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private List<Integer> deliver() throws IOException {
    return transport != null ? transport.deliver() : Arrays.asList(peer.receive(output()));
  }

  private byte[] output() {
    byte[] output = new byte[protocol.getAvailableOutputBytes()];
    protocol.readOutput(output, 0, output.length);
    return output;
  }

  private void exchange() throws IOException {
    peer.receive(output());
    peer.advance();
    protocol.offerInput(peer.takeOutbound());
  }

  private void connect() throws IOException {
    TlsClientProtocol made =
        transport == null
            ? new TlsClientProtocol()
            : new TlsClientProtocol(transport.getInputStream(), transport.getOutputStream());
    protocol = made;
    made.connect(new Client());
  }

  private void accept() throws IOException {
    TlsServerProtocol made =
        transport == null
            ? new TlsServerProtocol()
            : new TlsServerProtocol(transport.getInputStream(), transport.getOutputStream());
    protocol = made;
    made.accept(new Server());
  }

  private static final class Client extends DefaultTlsClient {
    Client() {
      super(CRYPTO);
    }

    @Override
    public int[] getCipherSuites() {
      return new int[] {TLS_RSA_WITH_AES_128_CBC_SHA};
    }

    protected ProtocolVersion[] getSupportedVersions() {
      return new ProtocolVersion[] {ProtocolVersion.TLSv10};
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return (TlsAuthentication)
          Proxy.newProxyInstance(
              BareLengths.class.getClassLoader(),
              new Class<?>[] {TlsAuthentication.class},
              (proxy, method, arguments) -> null);
    }
  }

  private static final class Server extends DefaultTlsServer {
    Server() {
      super(CRYPTO);
    }

    @Override
    public int[] getCipherSuites() {
      return new int[] {TLS_RSA_WITH_AES_128_CBC_SHA};
    }

    protected ProtocolVersion[] getSupportedVersions() {
      return new ProtocolVersion[] {ProtocolVersion.TLSv10};
    }

    @Override
    protected TlsCredentialedDecryptor getRSAEncryptionCredentials() {
      try {
        PrivateKey key = (PrivateKey) UnderTest.store().getKey(ALIAS, UnderTest.password());
        byte[] der = UnderTest.store().getCertificate(ALIAS).getEncoded();
        Certificate chain =
            new Certificate(new TlsCertificate[] {CRYPTO.createCertificate(der)});
        return new JceDefaultTlsCredentialedDecryptor(CRYPTO, chain, key);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final String ALIAS = "server";
}
