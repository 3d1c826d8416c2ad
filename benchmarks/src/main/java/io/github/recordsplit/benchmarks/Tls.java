package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** TLS 1.0 with AES-128-CBC, and the files that child JVMs need for it. */
final class Tls {
  static final String[] PROTOCOL = {"TLSv1"};
  static final String[] SUITE = {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"};

  /** An option for JVMs whose JDK is not to protect its connections by itself. */
  static final String UNPROTECTED = "-Djsse.enableCBCProtection=false";

  private static final String PASSWORD = "changeit";
  private static final String DISABLED =
      "SSLv3, RC4, DES, MD5withRSA, DH keySize < 1024, EC keySize < 224, anon, NULL, ECDH";

  private final Path folder;

  Tls(Path folder) {
    this.folder = folder;
  }

  void prepare(Jdk jdk) throws IOException, InterruptedException {
    Path security = folder.resolve("tls10.security");
    Files.writeString(security, "jdk.tls.disabledAlgorithms=" + DISABLED + "\n");
    Files.deleteIfExists(folder.resolve("keys.p12"));
    List<String> command = new ArrayList<>(List.of(jdk.tool("keytool")));
    String arguments = "-genkeypair -alias benchmark -keyalg RSA -keysize 2048 -dname CN=localhost";
    command.addAll(List.of(arguments.split(" ", -1)));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", folder + "/keys.p12"));
    for (String key : List.of("certPbe", "keyPbe", "mac")) {
      // Else reading it is 400 ms of loops, and when the JVM compiles them decides the result.
      command.add("-J-Dkeystore.pkcs12." + key + "IterationCount=1");
    }
    Children.output(command);
  }

  List<String> options() {
    List<String> options = new ArrayList<>();
    options.add("-Djava.security.properties=" + folder.resolve("tls10.security"));
    for (String store : List.of("keyStore", "trustStore")) {
      options.add("-Djavax.net.ssl." + store + "=" + folder.resolve("keys.p12"));
      options.add("-Djavax.net.ssl." + store + "Password=" + PASSWORD);
    }
    return options;
  }

  /** Key and certificate as servers in C read them. */
  String pem() throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      String alias = store.aliases().nextElement();
      return block("PRIVATE KEY", store.getKey(alias, PASSWORD.toCharArray()).getEncoded())
          + block("CERTIFICATE", store.getCertificate(alias).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String block(String what, byte[] bytes) {
    String base64 = Base64.getMimeEncoder().encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
  }

  /** The command of a JVM with these options and one more. */
  List<String> command(Jdk jdk, String option, String classPath, Class<?> main, String... args) {
    List<String> command = new ArrayList<>(List.of(jdk.tool("java")));
    command.addAll(options());
    command.add(option);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  /** A TLS connection over one that is there. */
  static SSLSocket layer(SSLContext context, Socket transport) throws IOException {
    String host = transport.getInetAddress().getHostAddress();
    return (SSLSocket)
        context.getSocketFactory().createSocket(transport, host, transport.getPort(), true);
  }
}
