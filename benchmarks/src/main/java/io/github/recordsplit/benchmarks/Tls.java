package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
}
