package io.github.recordsplit.apps.deployed;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/** An application that brings its TLS library, and uses the JDK's beside it. */
public final class Deployed {
  private Deployed() {}

  /** The port of a server of lines. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    Jdk.send(port);
    if (!Boolean.getBoolean("deployed.jdk")) {
      Bouncy.send(port);
      System.out.println("bctls in" + module());
    }
  }

  private static String module() throws Exception {
    if (System.getProperty("java.specification.version").startsWith("1.")) {
      return "";
    }
    Object module = Class.class.getMethod("getModule").invoke(SSLSocketOf.library);
    return " " + module;
  }

  /** The class of bctls's socket, for its module. */
  static final class SSLSocketOf {
    static Class<?> library;

    private SSLSocketOf() {}
  }

  /** Rules name this class. */
  static final class Bouncy {
    private Bouncy() {}

    static void send(int port) throws Exception {
      Provider provider = new BouncyCastleJsseProvider(false, new JcaTlsCryptoProvider());
      SSLSocketOf.library = provider.getClass();
      lines("bctls", SSLContext.getInstance("TLS", provider), port);
    }
  }

  /** And this one. */
  static final class Jdk {
    private Jdk() {}

    static void send(int port) throws Exception {
      lines("jdk", SSLContext.getInstance("TLS", "SunJSSE"), port);
    }
  }

  private static void lines(String name, SSLContext context, int port) throws Exception {
    context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
      socket.setSSLParameters(
          new SSLParameters(
              new String[] {"TLS_RSA_WITH_AES_128_CBC_SHA"}, new String[] {"TLSv1"}));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (int i = 0; i < 2; i++) {
        byte[] line = new byte[200];
        Arrays.fill(line, (byte) 'x');
        byte[] word = (name + " ").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(word, 0, line, 0, word.length);
        line[199] = '\n';
        socket.getOutputStream().write(line);
        if (in.readLine() == null) {
          throw new IllegalStateException("no reply");
        }
      }
    }
  }

  /** Whoever answers is the test. */
  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
