package io.github.recordsplit.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A self-signed key made once per test run, as a Java key store and as PEM for OpenSSL. */
public final class Keys {
  public static final String PASSWORD = "changeit";

  /** The names that the certificate is good for, so that clients can check it under any of them. */
  public static final String NAMES =
      "dns:localhost,ip:127.0.0.1,dns:a.test,dns:b.test,dns:c.test,dns:*.split.test,dns:*.leave.test";

  private static final String ALIAS = "server";
  private static final Path STORE = make();
  private static final Path PEM = export();

  private Keys() {}

  /** Key store and trust store in one: a key entry's certificate is trusted too. */
  public static Path store() {
    return STORE;
  }

  /** Certificate and private key in one PEM file. */
  public static Path pem() {
    return PEM;
  }

  private static Path export() {
    try (InputStream in = Files.newInputStream(STORE)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      String key = block("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
      String certificate = block("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
      return Target.write("harness/server.pem", key + certificate);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String block(String kind, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }

  private static Path make() {
    Path store = Target.file("harness/keys.p12");
    try {
      Files.deleteIfExists(store);
      Process keytool =
          new ProcessBuilder(keytool(store))
              .redirectErrorStream(true)
              .redirectOutput(Target.file("harness/keytool.txt").toFile())
              .start();
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(Target.file("harness/keytool.txt")));
      }
      return store;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> keytool(Path store) {
    return List.of(
        Jdks.running().home().resolve("bin").resolve("keytool").toString(),
        // Java 8 cannot read the algorithms that newer ones protect a PKCS12 store with.
        "-J-Dkeystore.pkcs12.legacy",
        "-genkeypair",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD,
        "-alias",
        ALIAS,
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-validity",
        "30",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=" + NAMES);
  }
}
