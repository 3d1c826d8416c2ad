package io.github.recordsplit.weave;

/**
 * The classes that concern the agent, as exact internal names. Looked up for every class that a JVM
 * loads, so it touches no class but its own and {@code String}.
 */
final class HookTable {
  /** Where copies of SunJSSE live. */
  static final String SUN = "sun/security/ssl/";

  static final String OPENJSSE = "org/openjsse/sun/security/ssl/";

  private HookTable() {}

  /** Whether a class is one that may be woven; {@code name} may be null. */
  static boolean mayWeave(String name) {
    String copy = copyOf(name);
    return copy != null && isWovenIn(name.substring(copy.length()));
  }

  /** Whether loading a class means that this JVM uses TLS; {@code name} may be null. */
  static boolean meansTls(String name) {
    return name != null && name.startsWith("javax/net/ssl/SSL") && isEntrance(name);
  }

  /** The package of the copy of SunJSSE that a class belongs to, or null. */
  static String copyOf(String name) {
    if (name == null) {
      return null;
    }
    return name.startsWith(SUN) ? SUN : name.startsWith(OPENJSSE) ? OPENJSSE : null;
  }

  private static boolean isEntrance(String name) {
    switch (name) {
      case "javax/net/ssl/SSLContext":
      case "javax/net/ssl/SSLSocket":
      case "javax/net/ssl/SSLEngine":
        return true;
      default:
        return false;
    }
  }

  private static boolean isWovenIn(String simpleName) {
    switch (simpleName) {
      case "SSLSocketOutputRecord":
      case "SSLEngineOutputRecord":
      case "TransportContext":
      case "SSLSessionImpl":
      case "AppOutputStream":
      case "SSLSocketImpl":
      case "SSLEngineImpl":
        return true;
      default:
        return false;
    }
  }
}
