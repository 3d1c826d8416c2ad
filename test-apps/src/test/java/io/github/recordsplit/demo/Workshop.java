package io.github.recordsplit.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The demo's folder, and the files in it that its JVMs are started with. */
final class Workshop {
  /** The one line that brings TLS 1.0 back to a current JDK. */
  static final String DISABLED =
      "SSLv3, RC4, DES, MD5withRSA, DH keySize < 1024, EC keySize < 224, anon, NULL, ECDH";

  static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path classes;
  private int children;

  Workshop(Path folder, Path classes) {
    this.folder = folder;
    this.classes = classes;
  }

  void prepare() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("tls10.security"), "jdk.tls.disabledAlgorithms=" + DISABLED + "\n");
    Files.writeString(folder.resolve("sockets.jfc"), SocketWrites.SETTINGS);
    Files.deleteIfExists(keyStore());
    String keytool =
        "-genkeypair -alias demo -keyalg RSA -keysize 2048 -dname CN=localhost -validity 30"
            + " -ext SAN=dns:localhost,ip:127.0.0.1 -storepass "
            + PASSWORD;
    List<String> command = new ArrayList<>(List.of(Child.tool("keytool")));
    command.addAll(List.of(keytool.split(" ", -1)));
    command.addAll(List.of("-keystore", keyStore().toString()));
    try (Child child = new Child(command, folder.resolve("keytool.err"))) {
      child.end();
    }
  }

  Path keyStore() {
    return folder.resolve("demo.p12");
  }

  Path recording(Variant variant) {
    return folder.resolve(variant + ".jfr");
  }

  /** Makes a client write down each of its network writes. */
  String recordWrites(Variant variant) {
    Path settings = folder.resolve("sockets.jfc");
    return "-XX:StartFlightRecording=settings=" + settings + ",filename=" + recording(variant);
  }

  /** The rules of the demo: two hosts, told apart by port, and one of them is split. */
  Path rules(List<Integer> ports) throws IOException {
    Path file = folder.resolve(ports.get(0) + ".rules");
    String text = "mode selective\nsplit host 127.0.0.1:" + ports.get(0) + "\n";
    if (ports.size() > 1) {
      text += "never host 127.0.0.1:" + ports.get(1) + "   # cannot read split records\n";
    }
    return Files.writeString(file, text);
  }

  Child java(List<String> options, Class<?> main, List<Integer> ports) throws IOException {
    List<String> command = new ArrayList<>(List.of(Child.tool("java")));
    command.add("-Djava.security.properties=" + folder.resolve("tls10.security"));
    for (String store : List.of("keyStore", "trustStore")) {
      command.add("-Djavax.net.ssl." + store + "=" + keyStore());
      command.add("-Djavax.net.ssl." + store + "Password=" + PASSWORD);
    }
    command.add("-XX:+UseSerialGC");
    command.addAll(options);
    command.addAll(List.of("-cp", classes.toString(), main.getName()));
    ports.forEach(port -> command.add(port.toString()));
    children++;
    return new Child(command, folder.resolve(children + "-" + main.getSimpleName() + ".err"));
  }
}
