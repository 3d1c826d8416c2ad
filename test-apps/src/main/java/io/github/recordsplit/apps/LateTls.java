package io.github.recordsplit.apps;

import javax.net.ssl.SSLContext;

/** Uses no TLS before the end of its input. */
public final class LateTls {
  private LateTls() {}

  public static void main(String[] args) throws Exception {
    System.out.println("waiting");
    while (System.in.read() >= 0) {
      // Until the test says so.
    }
    SSLContext.getDefault();
    System.out.println("ready");
  }
}
