package io.github.recordsplit.feature.peeraddress;

import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;
import static io.github.recordsplit.instrument.Argument.field;
import static io.github.recordsplit.instrument.Argument.fieldOfClass;
import static io.github.recordsplit.instrument.Argument.number;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Argument;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.FoundHooks;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.MethodCall;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.Splice;
import io.github.recordsplit.library.unknown.Discovery;

/**
 * Where channels are read: what came, and from which address; and where engines of any class are
 * given their peer's bytes. Woven only in a JVM that has a rule with a {@code host}, channels only
 * once there are engines. None is counted, for they come and go with these.
 */
public final class PeerAddressHooks implements FoundHooks {
  private static final String CHANNELS = "sun/nio/ch/";
  private static final String READS = CHANNELS + "SocketChannelImpl";
  private static final String COMPLETES = CHANNELS + "UnixAsynchronousSocketChannelImpl";
  private static final String NETTY = "io/netty/channel/epoll/AbstractEpollChannel";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String BUFFERS = '[' + BUFFER;
  private static final String ON_READ = "channelRead";
  private static final String ONE = "(I" + OBJECT + OBJECT + ")V";

  private final Discovery discovery;

  /** The hooks; those of engines of TLS libraries that no table names as well. */
  public PeerAddressHooks(Discovery discovery) {
    this.discovery = discovery;
  }

  @Override
  public Hook[] hooks(Class<?> loaded, String className) {
    if (discovery.isFound(loaded)) {
      return new Hook[] {
        hook(
            className,
            "unwrap",
            0,
            unwrap(BUFFER, null).optional(),
            unwrap(BUFFERS + "II", parameter(2)).optional(),
            unwrap(BUFFERS + 'L', number(0)).optional(),
            unwrap(BUFFERS + '[', number(0)).optional())
      };
    }
    if (className.endsWith(NETTY)) {
      return new Hook[] {netty(className)};
    }
    return loaded == null
        ? HookTable.NONE
        : channel(className); // those that load before any engine stay
  }

  private static Hook[] channel(String className) {
    switch (className) {
      case READS:
        return new Hook[] {returns()};
      case COMPLETES:
        return new Hook[] {completes()};
      default:
        return HookTable.NONE;
    }
  }

  private static Hook hook(String className, String methods, int places, Splice... splices) {
    return new Hook(className, methods, places, BridgeInjector.CHANNEL_NAME, splices).uncounted();
  }

  /**
   * An engine's {@code unwrap}; {@code from} is which buffer it begins with, null for one alone.
   */
  private static Splice unwrap(String parameters, Argument from) {
    Call call =
        from == null
            ? new Call("unwrapStarted", '(' + OBJECT + BUFFER + ")V", THIS, parameter(1))
            : new Call("unwrapStarted", '(' + OBJECT + BUFFERS + "I)V", THIS, parameter(1), from);
    return new MethodEntry("unwrap", '(' + parameters, call);
  }

  /** {@code SocketChannel}: its methods return how much they have read. */
  private static Hook returns() {
    Argument remote = fieldOfClass("remoteAddress");
    Argument one = parameter(1);
    return hook(
        READS,
        "read",
        Hook.ANY,
        new MethodReturn("read", '(' + BUFFER + ")I", new Call(ON_READ, ONE, RESULT, remote, one)),
        new MethodReturn(
            "read",
            '(' + BUFFERS + "II)J",
            new Call(
                ON_READ,
                "(J" + OBJECT + BUFFERS + "II)V",
                RESULT,
                remote,
                one,
                parameter(2),
                parameter(3))));
  }

  /** Netty's epoll transport, which reads past the JDK, and each copy of it. */
  private static Hook netty(String className) {
    return hook(
        className,
        "doReadBytes",
        1,
        new MethodReturn(
            "doReadBytes",
            "",
            new Call(ON_READ, ONE, RESULT, fieldOfClass("remote"), parameter(1))));
  }

  /** {@code AsynchronousSocketChannel}: reads at once, or when the bytes are there. */
  private static Hook completes() {
    return hook(
        COMPLETES,
        "finishRead",
        4,
        read("implRead", false, parameter(2)), // what it is to fill are its parameters
        read("implRead", true, parameter(3)),
        read("finishRead", false, field("readBuffer")),
        read("finishRead", true, field("readBuffers")));
  }

  private static Splice read(String method, boolean some, Argument buffers) {
    String descriptor = some ? "(J" + OBJECT + BUFFERS + ")V" : ONE;
    String called = CHANNELS + "IOUtil.read(Ljava/io/FileDescriptor;" + (some ? BUFFERS : BUFFER);
    return MethodCall.behind(
        method,
        "",
        called,
        new Call(ON_READ, descriptor, RESULT, fieldOfClass("remoteAddress"), buffers));
  }
}
