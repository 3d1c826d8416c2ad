package io.github.recordsplit.apps;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Puts a library that nobody knows in front of the one under test, whose sessions say of protocol
 * and suite what they are told to: {@code PROTOCOL|SUITE}, where {@code null} is null and {@code
 * throws} an exception. Its peer is {@value #HOST}, so that rules can tell it from what is below.
 */
final class Odd {
  static final String HOST = "odd.example";

  private static String words;

  private Odd() {}

  /** What sessions of connections say that are made from now on; null for the truth. */
  static void say(String protocolAndSuite) {
    words = protocolAndSuite;
  }

  static SSLEngine around(SSLEngine engine) {
    return words == null ? engine : new Engine(engine, words);
  }

  static SSLSocket around(SSLSocket socket) {
    return words == null ? socket : new OddSocket(socket, words);
  }

  static SSLSession around(SSLSession session, String words) {
    int bar = words.indexOf('|');
    return (SSLSession)
        Proxy.newProxyInstance(
            Odd.class.getClassLoader(),
            new Class<?>[] {SSLSession.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "getProtocol":
                  return said(words.substring(0, bar));
                case "getCipherSuite":
                  return said(words.substring(bar + 1));
                case "getPeerHost":
                  return HOST;
                default:
                  try {
                    return method.invoke(session, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
              }
            });
  }

  private static String said(String word) {
    if (word.equals("throws")) {
      throw new UnsupportedOperationException("it does not say");
    }
    return word.equals("null") ? null : word;
  }

  private static final class Engine extends DelegatingEngine {
    private final String words;

    Engine(SSLEngine below, String words) {
      super(below);
      this.words = words;
    }

    @Override
    public String getPeerHost() {
      return HOST;
    }

    @Override
    public SSLSession getSession() {
      return around(below.getSession(), words);
    }
  }
}
