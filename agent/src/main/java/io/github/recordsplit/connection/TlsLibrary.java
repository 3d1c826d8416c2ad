package io.github.recordsplit.connection;

/** The TLS libraries by name, and what each does where it is left alone. */
public final class TlsLibrary {
  private static final String[][] PACKAGES = {
    {"sun.security.ssl.", "SunJSSE"},
    {"org.openjsse.", "OpenJSSE"},
    {"org.bouncycastle.", "bctls"},
    {"org.conscrypt.", "Conscrypt"},
    {"com.google.android.gms.org.conscrypt.", "Conscrypt"},
    {"io.netty.handler.ssl.", "Netty OpenSSL"},
    {"org.wildfly.openssl.", "WildFly OpenSSL"},
  };

  private TlsLibrary() {}

  /** The name, or the class where it is none of those that are known. */
  static String nameOf(Object owner) {
    if (owner == null) {
      return "unknown";
    }
    String type = owner.getClass().getName();
    for (String[] known : PACKAGES) {
      if (type.startsWith(known[0])) {
        return known[1];
      }
    }
    return type;
  }

  /** Whether hooks of its own steer a library, of whose package an object is. */
  public static boolean isSteered(Object object) {
    String name = nameOf(object);
    return name.equals("SunJSSE") || name.equals("OpenJSSE") || name.equals("bctls");
  }

  /** Whether it splits what is vulnerable without being told; its first payload may be exempt. */
  static boolean splitsByItself(String name) {
    switch (name) {
      case "SunJSSE":
      case "OpenJSSE":
        return !"false".equalsIgnoreCase(System.getProperty("jsse.enableCBCProtection"));
      case "bctls":
      case "Conscrypt":
        return true;
      default:
        return false;
    }
  }
}
