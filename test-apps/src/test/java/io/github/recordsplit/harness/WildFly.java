package io.github.recordsplit.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** WildFly's distribution, started as its {@code standalone.sh} does, with HTTPS on TLS 1.0. */
public final class WildFly {
  /** What {@code bin/common.sh} adds where there are modules, as far as standalone.xml needs it. */
  private static final List<String> OPENS =
      List.of(
          "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.management/javax.management=ALL-UNNAMED",
          "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

  private final Path home;
  private final Path base;

  /**
   * Unpacks it, once a version; the calling test is skipped where it is not to be had.
   *
   * @param name of a folder for this server's configuration and logs
   */
  public WildFly(String version, String name) {
    Path zip = Artifacts.file("org.wildfly:wildfly-dist:zip:" + version);
    home = Target.file("wildfly/wildfly-" + version);
    base = Target.file("wildfly/" + name + "-" + System.nanoTime());
    try {
      unpack(zip);
      copy(home.resolve("standalone"), base);
      configure(base.resolve("configuration/standalone.xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it on free ports; the caller awaits {@code WFLYSRV0025}. */
  public Child start(ChildJvm jvm, Jdk jdk) {
    if (jdk.feature() > 8) {
      OPENS.forEach(jvm::flag);
    }
    for (String listener : List.of("http", "https", "management.http", "management.https")) {
      jvm.property("jboss." + listener + ".port", "0");
    }
    return jvm.property("org.jboss.boot.log.file", log().toString())
        .property("logging.configuration", "file:" + base + "/configuration/logging.properties")
        .property("jboss.home.dir", home.toString())
        .property("jboss.server.base.dir", base.toString())
        .jar(
            home.resolve("jboss-modules.jar"),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.standalone")
        .start();
  }

  /** What its log manager writes. */
  public Path log() {
    return base.resolve("log/server.log");
  }

  private synchronized void unpack(Path zip) throws IOException {
    if (Files.exists(home)) {
      return;
    }
    Path part = Files.createTempDirectory(home.getParent(), "part");
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
        Path file = part.resolve(e.getName());
        if (e.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.copy(entries, file);
        }
      }
    }
    try (Stream<Path> only = Files.list(part)) {
      Files.move(only.findFirst().orElseThrow(), home);
    }
    Files.delete(part);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void configure(Path file) throws IOException {
    String xml = Files.readString(file);
    String context = "<server-ssl-context name=\"applicationSSC\"";
    Files.writeString(
        file,
        xml.replace("clear-text=\"password\"", "clear-text=\"" + Keys.PASSWORD + "\"")
            .replace("<implementation type=\"JKS\"/>", "<implementation type=\"PKCS12\"/>")
            .replace(
                "<file path=\"application.keystore\" relative-to=\"jboss.server.config.dir\"/>",
                "<file path=\"" + Keys.store() + "\"/>")
            .replace(context, context + " protocols=\"TLSv1\" cipher-suite-filter=\"AES128-SHA\""));
  }
}
