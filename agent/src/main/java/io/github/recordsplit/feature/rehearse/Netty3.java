package io.github.recordsplit.feature.rehearse;

import java.lang.reflect.Method;

/**
 * The handler of Netty 3 that reads TLS, in any copy of it. It gives its engine one record at a
 * time and drops what that does not consume, so a record is not cut there, but on its way to the
 * next handler: that gets a message of the first byte, then one of the rest.
 */
final class Netty3 implements Reader {
  /** How the name of the class ends. */
  static final String HANDLER = "jboss.netty.handler.ssl.SslHandler";

  private static final String IN_PACKAGE = "handler.ssl.SslHandler";

  private final Object handler;
  private final Object context;
  private final String peer;

  /** Reads for the handlers behind one. */
  Netty3(Object handler, Object context, String peer) {
    this.handler = handler;
    this.context = context;
    this.peer = peer;
  }

  static boolean isHandler(String className) {
    return className.endsWith(HANDLER);
  }

  static Object engineOf(Object handler) throws ReflectiveOperationException {
    return handler.getClass().getMethod("getEngine").invoke(handler);
  }

  /** Takes the first byte of a buffer, and has it handled before the buffer is. */
  void fire(Object buffer, Reading reading) throws ReflectiveOperationException {
    Class<?> buffers = netty("buffer.ChannelBuffer");
    if (!buffers.isInstance(buffer)) {
      return;
    }
    int length = (Integer) buffers.getMethod("readableBytes").invoke(buffer);
    if (!reading.cuts(length)) {
      return;
    }
    Method fire =
        netty("channel.Channels")
            .getMethod("fireMessageReceived", netty("channel.ChannelHandlerContext"), Object.class);
    reading.began(length, this);
    fire.invoke(null, context, buffers.getMethod("readBytes", int.class).invoke(buffer, 1));
    reading.ended();
  }

  private Class<?> netty(String name) throws ClassNotFoundException {
    String own = handler.getClass().getName();
    String copy = own.substring(0, own.length() - IN_PACKAGE.length());
    return Class.forName(copy + name, false, handler.getClass().getClassLoader());
  }

  /** The next handler is who reads. */
  @Override
  public String name() {
    try {
      return next().getClass().getName() + Finding.CALLED_BY + handler.getClass().getName();
    } catch (ReflectiveOperationException e) {
      return handler.getClass().getName();
    }
  }

  private Object next() throws ReflectiveOperationException {
    Object pipeline =
        netty("channel.ChannelHandlerContext").getMethod("getPipeline").invoke(context);
    Object all = netty("channel.ChannelPipeline").getMethod("toMap").invoke(pipeline);
    boolean passed = false;
    for (Object each : ((java.util.Map<?, ?>) all).values()) {
      if (passed) {
        return each;
      }
      passed = each == handler;
    }
    return handler;
  }

  @Override
  public boolean dropsRemainders() {
    return true;
  }

  @Override
  public String peer() {
    return peer;
  }
}
