package io.github.recordsplit.library;

import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Libraries;
import io.github.recordsplit.harness.OpenSslConf;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.TomcatTls;
import io.github.recordsplit.harness.TookPart;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Assumptions;

/** Has the applications under test use a JSSE provider, each with a class path of its own. */
public final class Providers {
  /** bctls of the newest line. */
  public static final String BCTLS = "bctls-jdk18on-" + TlsLibrary.BC_JSSE.version();

  /** The oldest line of bctls. */
  public static final String OLD_BCTLS = "bctls-jdk15on-" + TlsLibrary.OLD_BC_JSSE.version();

  private static final String BOUNCY_CASTLE = "org.bouncycastle.";
  private static final String CONSCRYPT = "org.conscrypt:conscrypt-openjdk-uber:";

  private Providers() {}

  /** BCJSSE of a library that the build puts at hand. */
  public static ChildJvm bctls(ChildJvm child, String library) {
    return bouncyCastle(
            child,
            Libraries.classPath(library),
            BOUNCY_CASTLE + "jce.provider.BouncyCastleProvider")
        // jdk15to18 does not get along with the trust manager of Java 9 and later, 1.57's is too
        // old.
        .property("apps.ownTrust", String.valueOf(!library.equals(OLD_BCTLS)));
  }

  /**
   * BCJSSE, its own trust manager, and one of the providers that it takes its cryptography from.
   */
  public static ChildJvm bouncyCastle(ChildJvm child, String classPath, String crypto) {
    return child
        .classPath(classPath)
        .property("apps.provider", BOUNCY_CASTLE + "jsse.provider.BouncyCastleJsseProvider")
        .property("apps.ownTrust", "true")
        .property("apps.crypto", crypto);
  }

  /** Conscrypt. */
  public static ChildJvm conscrypt(ChildJvm child) {
    return conscrypt(child, TlsLibrary.CONSCRYPT);
  }

  /** A version of it. */
  public static ChildJvm conscrypt(ChildJvm child, TlsLibrary library) {
    return child
        .classPath(Artifacts.classPath(CONSCRYPT + library.version()))
        .property("apps.provider", "org.conscrypt.OpenSSLProvider");
  }

  /** OpenJSSE. */
  public static ChildJvm openJsse(ChildJvm child) {
    String provider = "org.openjsse.net.ssl.OpenJSSE";
    return child
        .classPath(Libraries.classPath("openjsse-" + TlsLibrary.OPEN_JSSE.version()))
        .property("apps.provider", provider)
        .property("apps.crypto", provider);
  }

  /** WildFly's OpenSSL, on that of the machine. */
  public static ChildJvm wildFlyOpenSsl(ChildJvm child) {
    String library = "org.wildfly.openssl:wildfly-openssl:" + TlsLibrary.WILDFLY_OPENSSL.version();
    Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu")
        .filter(folder -> Files.exists(Path.of(folder, "libssl.so")))
        .forEach(folder -> child.property("org.wildfly.openssl.path", folder));
    return OpenSslConf.TLS_1_0
        .in(child)
        .classPath(Artifacts.classPath(library))
        .property("apps.provider", "org.wildfly.openssl.OpenSSLProvider");
  }

  /** Engines of Tomcat's, servers only. */
  public static ChildJvm tomcat(ChildJvm child, TomcatTls tls, OpenSslConf conf) {
    return conf.in(tls.in(child))
        .classPath(Artifacts.compile(8, "tomcat", tls.artifacts()))
        .property("apps.senders", "io.github.recordsplit.apps.TomcatSenders");
  }

  /** Sockets and engines of classes that are made while the JVM runs. */
  public static ChildJvm generated(ChildJvm child) {
    String byteBuddy =
        ByteBuddy.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return child
        .classPath(Target.apps() + File.pathSeparator + byteBuddy)
        .property("apps.senders", "io.github.recordsplit.apps.GeneratedSenders");
  }

  /**
   * A line of Netty.
   *
   * @param provider {@code JDK} or {@code OPENSSL}
   */
  public static ChildJvm netty(ChildJvm child, TlsLibrary library, String provider) {
    return child
        .classPath(nettyClassPath(library))
        .property("apps.senders", "io.github.recordsplit.apps.NettySenders")
        .property("apps.netty", provider);
  }

  /** Netty's newest line on BoringSSL, with the applications that are written on it. */
  public static ChildJvm nettyOnBoringSsl(ChildJvm child) {
    return child.classPath(netty(TlsLibrary.NETTY_4_2.version())).property("apps.netty", "OPENSSL");
  }

  /**
   * Netty, and its BoringSSL if the version names that.
   *
   * @param version as {@link TlsLibrary} has it
   */
  public static String netty(String version) {
    String[] versions = version.split(", tcnative ", 2);
    String handler = "io.netty:netty-handler:" + versions[0];
    if (versions.length == 1) {
      return Artifacts.compile(8, "netty", handler);
    }
    assumeNetty();
    String tcnative = "io.netty:netty-tcnative-boringssl-static:jar:linux-x86_64:" + versions[1];
    return Artifacts.compile(8, "netty", handler, tcnative);
  }

  /** The same by the row of the table, with what is shaded too. */
  public static String nettyClassPath(TlsLibrary library) {
    if (library != TlsLibrary.GRPC) {
      return netty(library.version());
    }
    assumeNetty();
    return Artifacts.compile(8, shadedSources(), "io.grpc:grpc-netty-shaded:" + library.version());
  }

  /** The same applications, against the other package. */
  private static synchronized String shadedSources() {
    try (Stream<Path> sources = Files.list(Target.file("test-classes/netty"))) {
      for (Path source : sources.toList()) {
        String shaded =
            Files.readString(source)
                .replace("import io.netty.", "import io.grpc.netty.shaded.io.netty.");
        Target.write("test-classes/netty-shaded/" + source.getFileName(), shaded);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "netty-shaded";
  }

  /** The calling test is skipped where Netty's BoringSSL is not for this machine. */
  public static void assumeNetty() {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    String missing = "Netty's BoringSSL is tested on Linux amd64, not on " + machine;
    boolean here = machine.equals("Linux amd64");
    if (!here) {
      System.out.println(missing);
      TookPart.record(missing);
    }
    Assumptions.assumeTrue(here, missing);
  }
}
