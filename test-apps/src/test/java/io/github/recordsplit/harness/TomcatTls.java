package io.github.recordsplit.harness;

import java.util.ArrayList;
import java.util.List;

/** How Tomcat reaches OpenSSL: through tomcat-native, or through Java's foreign functions. */
public enum TomcatTls {
  NATIVE_1("tcnative-1", ".so.0", "9.0.98"),
  NATIVE_2("tcnative-2", ".so.0", "10.1.62"),
  FFM("ssl", ".so.3", "10.1.34");

  private final String library;
  private final String suffix;
  private final String version;

  TomcatTls(String library, String suffix, String version) {
    this.library = library;
    this.suffix = suffix;
    this.version = version;
  }

  /** Tomcat's. */
  public String version() {
    return version;
  }

  /** Tomcat, and what it needs. */
  public String[] artifacts() {
    List<String> artifacts = new ArrayList<>();
    artifacts.add("org.apache.tomcat.embed:tomcat-embed-core:" + version);
    if (this == FFM) {
      artifacts.add("org.apache.tomcat:tomcat-coyote-ffm:" + version);
    }
    return artifacts.toArray(String[]::new);
  }

  /** The class of its engines. */
  public String engineClass() {
    return className("OpenSSLEngine");
  }

  private String className(String name) {
    return "org.apache.tomcat.util.net.openssl." + (this == FFM ? "panama." : "") + name;
  }

  /**
   * Tells a JVM where OpenSSL is, and the applications what loads it; the calling test is skipped
   * where the machine has no such library.
   */
  public ChildJvm in(ChildJvm child) {
    String name = "lib" + library;
    String folder = NativeLibraries.folder(name + ".so", name + suffix).toString();
    String listener = this == FFM ? "OpenSSLLifecycleListener" : "AprLifecycleListener";
    child.property("apps.tomcat", className("OpenSSLImplementation"));
    child.property("apps.tomcat.listener", "org.apache.catalina.core." + listener);
    return this == FFM
        ? child.environment("LD_LIBRARY_PATH", folder).flag("--enable-native-access=ALL-UNNAMED")
        : child.property("java.library.path", folder);
  }
}
