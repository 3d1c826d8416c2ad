package io.github.recordsplit.apps;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/**
 * An application that turns on the agent: it looks by reflection for what woven code calls, reads
 * it, calls it, replaces the agent behind it; and calls with nonsense what compiled code can call.
 * What it gets hold of it prints, and what its payloads look like before and after.
 *
 * <p>Input: a line for each member of those classes: class, name, descriptor.
 */
public final class Intruder {
  private static final Kind KIND = Kind.TLS_1_0_CBC;
  private static final String[] TRANSPORTS = {"socket", "engine"};

  private final SSLContext context = SSLContext.getDefault();
  private final Senders senders = Senders.underTest();
  private final List<Endpoint> peers = new ArrayList<>();
  private final List<Sender> open = new ArrayList<>();
  private final List<String[]> members = new ArrayList<>();
  private int port = 5000;

  private Intruder() throws Exception {}

  public static void main(String[] args) throws Exception {
    Intruder intruder = new Intruder();
    intruder.read();
    intruder.connect();
    intruder.send("before");
    intruder.reflect();
    intruder.feed();
    intruder.send("reflected");
    System.out.println("nonsense calls=" + intruder.callWithNonsense());
    intruder.connect();
    intruder.send("called");
  }

  private void read() throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "US-ASCII"));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      members.add(line.split(" ", -1));
    }
  }

  private void connect() throws Exception {
    for (String transport : TRANSPORTS) {
      Endpoint peer = new Endpoint(KIND.engine(context, false, ++port));
      peers.add(peer);
      open.add(senders.make(transport, KIND, true, peer, port));
    }
  }

  /** On each connection that is open, old and new. */
  private void send(String when) throws Exception {
    for (int i = 0; i < open.size(); i++) {
      peers.get(i).mark();
      open.get(i).send(new byte[100]);
      peers.get(i).received();
      System.out.println(when + " records=" + Sender.join(peers.get(i).plainLengths));
    }
  }

  private Set<String> classes() {
    Set<String> names = new TreeSet<>();
    for (String[] member : members) {
      names.add(member[0]);
    }
    return names;
  }

  private void reflect() {
    for (String name : classes()) {
      tried(name + " all", () -> found(Class.forName(name)));
    }
    for (String[] member : members) {
      if (member[2].startsWith("(")) {
        tried(member[0] + '.' + member[1], () -> method(Class.forName(member[0]), member));
      } else {
        tried(
            member[0] + '.' + member[1],
            () -> Class.forName(member[0]).getDeclaredField(member[1]));
        if (member[1].equals("HOOKS")) {
          tried(
              member[0] + " set by handle",
              () -> {
                Class<?> owner = Class.forName(member[0]);
                MethodType type = MethodType.fromMethodDescriptorString("()" + member[2], null);
                return all(owner).findStaticSetter(owner, member[1], type.returnType());
              });
        }
      }
    }
  }

  private static Object found(Class<?> type) {
    List<Member> all = new ArrayList<>();
    for (Member[] some :
        new Member[][] {
          type.getDeclaredFields(), type.getFields(), type.getDeclaredMethods(), type.getMethods()
        }) {
      for (Member each : some) {
        if (each.getDeclaringClass().getName().contains("RecordSplit")) {
          all.add(each);
        }
      }
    }
    return all.isEmpty() ? null : all;
  }

  private static Method method(Class<?> type, String[] member) throws Exception {
    MethodType parameters = MethodType.fromMethodDescriptorString(member[2], null);
    return type.getDeclaredMethod(member[1], parameters.parameterArray());
  }

  /** The greatest rights that this JVM gives, where a package is open. */
  private static MethodHandles.Lookup all(Class<?> of) throws Exception {
    return (MethodHandles.Lookup)
        MethodHandles.class
            .getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class)
            .invoke(null, of, MethodHandles.lookup());
  }

  /** Puts an agent of its own in the place of ours. */
  private void feed() {
    for (String name : classes()) {
      tried(
          name + " made",
          () -> {
            Class<?> type = Class.forName(name);
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
              if (constructor.getParameterCount() == 1) {
                constructor.setAccessible(true);
                return constructor.newInstance(agent());
              }
            }
            return null;
          });
    }
  }

  private static Object agent() throws Exception {
    return Proxy.newProxyInstance(
        Intruder.class.getClassLoader(),
        new Class<?>[] {Class.forName("java.lang.RecordSplitHooks")},
        (proxy, method, arguments) -> {
          System.out.println("GOT asked " + method);
          return null;
        });
  }

  private interface Attempt {
    Object make() throws Exception;
  }

  private static void tried(String what, Attempt attempt) {
    try {
      Object got = attempt.make();
      if (got != null) {
        System.out.println("GOT " + what + ": " + got);
      }
    } catch (Exception | LinkageError refused) {
      // As it should be.
    }
  }

  /** What compiled code can call of any class in {@code java.lang}; it is told so itself. */
  private int callWithNonsense() throws Exception {
    int calls = 0;
    for (String[] member : members) {
      if (!member[2].startsWith("(")) {
        continue;
      }
      MethodHandle called;
      MethodType type;
      try {
        type = MethodType.fromMethodDescriptorString(member[2], null);
        called = MethodHandles.publicLookup().findStatic(Class.forName(member[0]), member[1], type);
      } catch (ReflectiveOperationException notForAll) {
        continue;
      }
      for (int round = 0; round < 4; round++) {
        List<Object> arguments = new ArrayList<>();
        for (Class<?> parameter : type.parameterArray()) {
          arguments.add(nonsense(parameter, round));
        }
        try {
          Object unused = called.invokeWithArguments(arguments);
        } catch (Throwable its) {
          // Its own.
        }
        calls++;
      }
    }
    return calls;
  }

  private static Object nonsense(Class<?> type, int round) {
    if (type == boolean.class) {
      return round % 2 == 0;
    }
    if (type == int.class) {
      return new int[] {0, 2, -1, Integer.MAX_VALUE}[round];
    }
    if (type == short.class) {
      return (short) 2;
    }
    if (type == long.class) {
      return 1L << (20 * round);
    }
    if (round == 0) {
      return null;
    }
    if (type == Object.class) {
      return new Object[] {"nonsense", new ByteArrayOutputStream(), new Object[0]}[round - 1];
    }
    if (type == String.class) {
      return "recordsplit";
    }
    if (type == OutputStream.class) {
      return new ByteArrayOutputStream();
    }
    if (type == ByteBuffer.class) {
      return ByteBuffer.allocate(round);
    }
    return type.isArray() ? Array.newInstance(type.getComponentType(), round) : null;
  }
}
