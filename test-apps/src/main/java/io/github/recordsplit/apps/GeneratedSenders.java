package io.github.recordsplit.apps;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.isFinal;
import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.isVirtual;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FieldAccessor;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.SuperMethodCall;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Engines and sockets of classes that did not exist before: they hand everything to the JDK's, and
 * each is the last of a line of classes that call super, in class loaders of their own which see
 * nothing but the JDK. No {@code SSLContext} makes them.
 */
final class GeneratedSenders implements Senders {
  private static final int GENERATIONS = 6;
  private static final String BELOW = "below";
  private static final String STREAM = "stream";

  private final JsseSenders jdk = new JsseSenders();
  private final Class<? extends SSLEngine> plainEngine = engine("com.acme.plain", true);
  private final Class<? extends SSLEngine> deepEngine =
      descend(engine("com.acme.deep", false), "com.acme.deep.Engine");
  private final Class<? extends SSLSocket> socket =
      descend(forward(SSLSocket.class, "com.acme.deep.Socket", true), "com.acme.deep.Socket");
  private final Class<? extends OutputStream> stream =
      descend(forward(OutputStream.class, "com.acme.deep.Stream", true), "com.acme.deep.Stream");

  GeneratedSenders() throws Exception {}

  @Override
  public List<String> transports() {
    return Arrays.asList("engine", "socket");
  }

  @Override
  public Sender make(String transport, Kind kind, boolean client, Endpoint peer, int port)
      throws Exception {
    if (transport.equals("socket")) {
      return new SocketSender(this::around, jdk.context(), kind, client, peer, port);
    }
    SSLEngine below = kind.engine(jdk.context(), client, port);
    Class<? extends SSLEngine> type = port % 2 == 0 ? plainEngine : deepEngine;
    SSLEngine engine = type.getConstructor(String.class, int.class).newInstance("localhost", port);
    set(engine, BELOW, below);
    return new EngineSender(new Endpoint(engine), peer);
  }

  @Override
  public SSLSocket around(SSLSocket below) throws Exception {
    SSLSocket made = socket.getConstructor().newInstance();
    OutputStream out = stream.getConstructor().newInstance();
    set(out, BELOW, below.getOutputStream());
    set(made, BELOW, below);
    set(made, STREAM, out);
    return made;
  }

  private static void set(Object made, String field, Object value) throws Exception {
    made.getClass().getField(field).set(made, value);
  }

  /** All overloads handed on as they are, or the one that the JDK's own lead to. */
  private static Class<? extends SSLEngine> engine(String name, boolean overloads) {
    return forward(SSLEngine.class, name + ".Engine", overloads);
  }

  private static <T> Class<? extends T> forward(Class<T> type, String name, boolean all) {
    ElementMatcher.Junction<MethodDescription> methods =
        isVirtual()
            .and(isPublic())
            .and(not(isFinal()))
            .and(not(isDeclaredBy(Object.class)))
            .and(all ? isVirtual() : not(named("wrap").and(takesArguments(2))));
    return new ByteBuddy()
        .subclass(type)
        .name(name + "0")
        .defineField(BELOW, type, Visibility.PUBLIC)
        .defineField(STREAM, OutputStream.class, Visibility.PUBLIC)
        .method(methods)
        .intercept(MethodCall.invokeSelf().onField(BELOW).withAllArguments())
        .method(named("getOutputStream"))
        .intercept(FieldAccessor.ofField(STREAM))
        .make()
        .load(null, ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded();
  }

  private static <T> Class<? extends T> descend(Class<? extends T> from, String name) {
    Class<? extends T> last = from;
    for (int i = 1; i < GENERATIONS; i++) {
      last =
          new ByteBuddy()
              .subclass(last)
              .name(name + i)
              .method(
                  namedOneOf(
                      "wrap", "getHandshakeStatus", "isOutboundDone", "getOutputStream", "write"))
              .intercept(SuperMethodCall.INSTANCE)
              .make()
              .load(last.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
              .getLoaded();
    }
    return last;
  }
}
