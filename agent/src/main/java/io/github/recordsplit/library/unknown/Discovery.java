package io.github.recordsplit.library.unknown;

import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.connection.OldFrames;
import io.github.recordsplit.instrument.Reweaver;
import io.github.recordsplit.library.SupportedLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/**
 * Finds the classes of TLS libraries that no table names, where each of their objects must pass:
 * the constructors of {@code SSLEngine} and {@code SSLSocket}. Nothing is done for a class that
 * loads.
 */
public final class Discovery {
  /** Where the JDK has more of its own. */
  private static final String JDK = "com.sun.net.ssl.";

  private static final String GET_OUTPUT = "getOutputStream";
  private static final String GET_INPUT = "getInputStream";

  /** It is to be woven: until it is, nobody gets past here. */
  private static final int FOUND = 1;

  private static final int WOVEN = 2;

  private final SupportedLibraries libraries;
  private final Reweaver reweaver;
  private final Listener live;
  private volatile ConnectionRegistry connections;

  /** In each class, so that none is pinned: {@link #FOUND} or {@link #WOVEN}, else 0. */
  private final ClassValue<AtomicInteger> found =
      new ClassValue<AtomicInteger>() {
        @Override
        protected AtomicInteger computeValue(Class<?> type) {
          return new AtomicInteger();
        }
      };

  /** One that passes over the libraries that have hooks of their own. */
  public Discovery(SupportedLibraries libraries, Reweaver reweaver, Listener live) {
    this.libraries = libraries;
    this.reweaver = reweaver;
    this.live = live;
  }

  /** Who hears of what is found. */
  public interface Listener {
    /** Makes what the woven code of unknown libraries needs; their connections are there. */
    ConnectionRegistry unknownMet() throws ReflectiveOperationException, IOException;

    /**
     * An engine is being made.
     *
     * @param before whether it may have been made before the agent could see it
     */
    void engineMade(boolean before);

    /** A failure of the agent's own. */
    void onFailure(Throwable t);
  }

  /** An engine or socket is being made. */
  public void transportMade(Object engineOrSocket) {
    if (!(engineOrSocket instanceof SSLEngine || engineOrSocket instanceof SSLSocket)) {
      return; // nobody's woven code tells of that
    }
    Class<?> type = engineOrSocket.getClass();
    if (engineOrSocket instanceof SSLEngine) {
      live.engineMade(false);
    }
    if (isKnown(type)) {
      return;
    }
    if (found.get(type).get() != WOVEN) {
      weave(type);
    }
    connections.made(engineOrSocket, engineOrSocket);
  }

  /** The connection of an engine or socket that is no known library's, if it was seen. */
  public Connection known(Object engineOrSocket) {
    ConnectionRegistry seen = connections;
    return seen == null ? null : seen.find(engineOrSocket);
  }

  /** Whether a socket hands what it reads to an engine, which is steered by itself. */
  public boolean standsOnEngine(Object socket) {
    return Below.of(socket, SSLEngine.class) != null;
  }

  /** The connection of an engine that is no known library's. */
  public Connection connectionOf(Object engine) {
    return connections.connection(engine);
  }

  /**
   * Whether a stream is a socket's own and its class is woven, now at the latest.
   *
   * @param className the class whose {@code getOutputStream} gave it out
   */
  boolean foundStream(OutputStream stream, Object socket, String className) {
    return foundStream(stream, socket, className, GET_OUTPUT);
  }

  /** The same of what an application reads from. */
  public boolean foundInput(InputStream stream, Object socket, String className) {
    return foundStream(stream, socket, className, GET_INPUT);
  }

  private boolean foundStream(Object stream, Object socket, String className, String getter) {
    Class<?> type = stream == null ? null : stream.getClass();
    if (type == null
        || isKnown(type)
        || isOfJdk(type)
        || !isLast(socket.getClass(), className, getter)) {
      return false;
    }
    if (found.get(type).get() != WOVEN) {
      weave(type);
    }
    return true;
  }

  /** Whether a stream is a socket's own, and what is written to it cannot be seen. */
  boolean isOutOfReach(OutputStream stream, Object socket, String className) {
    return isOutOfReach(stream, socket, className, GET_OUTPUT);
  }

  /** The same of what is read from it. */
  public boolean isOutOfReach(InputStream stream, Object socket, String className) {
    return isOutOfReach(stream, socket, className, GET_INPUT);
  }

  private boolean isOutOfReach(Object stream, Object socket, String className, String getter) {
    Class<?> type = stream == null ? null : stream.getClass();
    return type != null
        && isOfJdk(type)
        && !isKnown(type)
        && isLast(socket.getClass(), className, getter);
  }

  /** Whether no class below overrides it: a library may ask those above for the transport's. */
  private boolean isLast(Class<?> type, String className, String getter) {
    try {
      return type.getMethod(getter).getDeclaringClass().getName().equals(className);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      live.onFailure(e);
      return false;
    }
  }

  /**
   * Engines and sockets of these classes, and streams that are theirs, may be open already.
   *
   * @return what is to be woven together with what is below them
   */
  public synchronized List<Class<?>> findLoaded(Class<?>[] loaded)
      throws ReflectiveOperationException, IOException {
    List<Class<?>> all = new ArrayList<>();
    List<Class<?>> sockets = new ArrayList<>();
    for (Class<?> c : loaded) {
      boolean socket = SSLSocket.class.isAssignableFrom(c);
      if ((socket || SSLEngine.class.isAssignableFrom(c)) && !isKnown(c) && !isOfJdk(c)) {
        all.addAll(family(c));
        sockets.add(c);
      }
    }
    for (Class<?> c : loaded) {
      if (OutputStream.class.isAssignableFrom(c) && isPartOf(c, sockets)) {
        all.addAll(family(c));
      }
    }
    if (!all.isEmpty()) {
      connect();
    }
    for (Class<?> c : all) {
      OldFrames.mayBeOf(c);
    }
    return all;
  }

  private void connect() throws ReflectiveOperationException, IOException {
    if (connections == null) {
      connections = live.unknownMet();
    }
  }

  private static boolean isPartOf(Class<?> type, List<Class<?>> sockets) {
    for (Class<?> socket : sockets) {
      if (type.getName().startsWith(socket.getName() + '$')) {
        return true;
      }
    }
    return false;
  }

  /** The socket of a stream that was given out unseen, where the stream has it at hand; or null. */
  SSLSocket socketOf(Object stream) {
    try {
      for (Class<?> c = stream.getClass(); !isOfJdk(c); c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          Object value = mayBeSocket(field) ? valueOf(field, stream) : null;
          if (value instanceof SSLSocket) {
            return (SSLSocket) value;
          }
        }
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      live.onFailure(e);
    }
    return null;
  }

  /** By its type, which may say less than the library knows. */
  private static boolean mayBeSocket(Field field) {
    Class<?> type = field.getType();
    return !Modifier.isStatic(field.getModifiers())
        && (SSLSocket.class.isAssignableFrom(type) || type.isAssignableFrom(SSLSocket.class));
  }

  private static Object valueOf(Field field, Object of) throws IllegalAccessException {
    field.setAccessible(true);
    return field.get(of);
  }

  /** Whether a class was found, so that each time it is transformed it must be woven. */
  public boolean isFound(Class<?> type) {
    return type != null && found.get(type).get() != 0;
  }

  private synchronized void weave(Class<?> type) {
    try {
      connect();
      List<Class<?>> family = family(type);
      if (!family.isEmpty()) {
        reweaver.reweave(family.toArray(new Class<?>[0]));
      }
    } catch (Exception | LinkageError e) {
      live.onFailure(e);
    } finally {
      found.get(type).set(WOVEN);
    }
  }

  /** The class and those above it, up to the JDK's, that were not found before. */
  private List<Class<?>> family(Class<?> type) {
    List<Class<?>> family = new ArrayList<>();
    for (Class<?> c = type; c != null && !isOfJdk(c); c = c.getSuperclass()) {
      if (found.get(c).compareAndSet(0, FOUND) && reweaver.canReweave(c)) {
        family.add(c);
      }
    }
    return family;
  }

  static boolean isOfJdk(Class<?> type) {
    return type.getClassLoader() == null || type.getName().startsWith("java");
  }

  /** Steered by its own hooks, or the JDK's own. */
  private boolean isKnown(Class<?> type) {
    String name = type.getName();
    return libraries.ofClass(name) != null || name.startsWith(JDK);
  }
}
