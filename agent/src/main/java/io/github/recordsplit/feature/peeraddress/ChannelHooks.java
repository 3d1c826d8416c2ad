package io.github.recordsplit.feature.peeraddress;

import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Code;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;
import io.github.recordsplit.startup.AgentRuntime;

/**
 * Where channels are read: what came, and from which address; woven only in a JVM that has a rule
 * with a {@code host}, and engines.
 */
public abstract class ChannelHooks extends Hook {
  private static final String CHANNELS = "sun/nio/ch/";
  private static final String READS = CHANNELS + "SocketChannelImpl";
  private static final String COMPLETES = CHANNELS + "UnixAsynchronousSocketChannelImpl";
  private static final String NETTY = "io/netty/channel/epoll/AbstractEpollChannel";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String BUFFERS = '[' + BUFFER;
  private static final String ONE = "(I" + OBJECT + OBJECT + ")V";
  private static final String REMOTE = "remoteAddress";
  private static final int DUP = 0x59;
  private static final int DUP2 = 0x5c;

  private ChannelHooks(String className, String methods, int places) {
    super(className, methods, places);
  }

  /** The hook of a class, or null if it is no channel. */
  public static ChannelHooks of(String className) {
    switch (className) {
      case READS:
        return new Returned();
      case COMPLETES:
        return new Completed();
      default:
        return isNettys(className) ? new Netty(className) : null;
    }
  }

  /** Whether a class is Netty's own channel, or a copy of it; {@code name} may be null. */
  public static boolean isNettys(String name) {
    return name != null && name.endsWith(NETTY);
  }

  /** It comes and goes with engines: the others are there from the first TLS class on. */
  @Override
  public boolean isCounted() {
    return false;
  }

  @Override
  public final String bridgeName() {
    return AgentRuntime.channelBridgeName();
  }

  final int onRead(ClassFile file, String descriptor) throws ShapeException {
    return file.constants().method(bridgeName(), "onRead", descriptor);
  }

  /** A reference to a field that the class itself uses. */
  static int field(ClassFile file, String name) throws ShapeException {
    for (Method method : file.methods()) {
      Code code = method.hasCode() ? method.code() : null;
      for (int pc = 0; code != null && pc < code.length(); pc = code.next(pc)) {
        if ((code.getsField(pc) || code.putsField(pc)) && code.name(pc).equals(name)) {
          return code.reference(pc);
        }
      }
    }
    throw new ShapeException("a field " + name);
  }

  /** Before each return of a method; 0 if there is no such method. */
  static int ifThere(Method method, Snippet snippet, int stack) throws ShapeException {
    return method == null ? 0 : beforeReturns(method, snippet, stack);
  }

  /** {@code SocketChannel}: its methods return how much they have read. */
  private static final class Returned extends ChannelHooks {
    Returned() {
      super(READS, "read", ANY);
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      int remote = field(file, REMOTE);
      Snippet one = new Snippet().op(DUP).aload(0).getField(remote).aload(1);
      one.invokeStatic(onRead(file, ONE));
      int woven = ifThere(file.method("read", '(' + BUFFER + ")I"), one, 3);
      Snippet some = new Snippet().op(DUP2).aload(0).getField(remote).aload(1).iload(2).iload(3);
      some.invokeStatic(onRead(file, "(J" + OBJECT + BUFFERS + "II)V"));
      return woven * ifThere(file.method("read", '(' + BUFFERS + "II)J"), some, 6);
    }
  }

  /** Netty's epoll transport, which reads past the JDK. */
  private static final class Netty extends ChannelHooks {
    Netty(String className) {
      super(className, "doReadBytes", 1);
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      Snippet snippet = new Snippet().op(DUP).aload(0).getField(field(file, "remote")).aload(1);
      snippet.invokeStatic(onRead(file, ONE));
      int woven = 0;
      for (Method method : file.methods()) {
        if (method.name().equals("doReadBytes")) {
          woven += beforeReturns(method, snippet, 3);
        }
      }
      return woven;
    }
  }

  /** {@code AsynchronousSocketChannel}: reads at once, or when the bytes are there. */
  private static final class Completed extends ChannelHooks {
    private static final String IO = CHANNELS + "IOUtil";
    private static final String ALL = "(J" + OBJECT + BUFFERS + ")V";
    private static final int INVOKESTATIC = 0xb8;

    Completed() {
      super(COMPLETES, "finishRead", 4);
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      int woven = 0;
      for (Method method : file.methods()) {
        if (method.name().equals("implRead") || method.name().equals("finishRead")) {
          woven += weave(file, method);
        }
      }
      return woven;
    }

    private int weave(ClassFile file, Method method) throws ShapeException {
      boolean now = method.name().equals("implRead"); // what it is to fill are its parameters
      Code code = method.code();
      int woven = 0;
      for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
        if (code.op(pc) == INVOKESTATIC
            && code.owner(pc).equals(IO)
            && code.name(pc).equals("read")) {
          boolean some = code.descriptor(pc).contains(BUFFERS);
          Snippet snippet = new Snippet().op(some ? DUP2 : DUP).aload(0);
          snippet.getField(field(file, REMOTE));
          push(file, snippet, some, now);
          snippet.invokeStatic(onRead(file, some ? ALL : ONE));
          code.enter(code.next(pc), snippet, 4);
          woven++;
        }
      }
      return woven;
    }

    private static void push(ClassFile file, Snippet snippet, boolean some, boolean now)
        throws ShapeException {
      if (now) {
        snippet.aload(some ? 3 : 2);
      } else {
        snippet.aload(0).getField(field(file, some ? "readBuffers" : "readBuffer"));
      }
    }
  }
}
