package io.github.recordsplit.instrument;

import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Code;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;
import io.github.recordsplit.startup.AgentRuntime;

/** One class of a TLS library, the methods that it must have, and the calls that they get. */
public abstract class Hook {
  /** One place or more: all of them get the same call. */
  public static final int ANY = -1;

  private static final int IRETURN = 0xac;
  private static final int LRETURN = 0xad;
  private static final int ARETURN = 0xb0;
  private static final int RETURN = 0xb1;

  /**
   * The class, by its simple name where it is the JDK's, and its methods, as operators see them.
   */
  final String name;

  /** Internal name of the class that it is woven into. */
  public final String className;

  private final int places;

  /**
   * Makes a hook.
   *
   * @param places how many places it must find, exactly, or {@link #ANY}
   */
  public Hook(String className, String methods, int places) {
    this.className = className;
    int simple =
        className.startsWith(TlsClassTransformer.SUN) ? TlsClassTransformer.SUN.length() : 0;
    this.name = className.substring(simple).replace('/', '.') + '.' + methods;
    this.places = places;
  }

  /**
   * Weaves the class.
   *
   * @return the woven class file
   * @throws ShapeException if the class does not have the exact shape that this hook knows; it must
   *     then be left alone
   */
  final byte[] weave(byte[] found) throws ShapeException {
    ClassFile file = new ClassFile(found);
    int woven = weave(file);
    if (places == ANY ? woven == 0 : woven != places) {
      throw new ShapeException(
          (places == ANY ? "some" : places) + " places to weave, found " + woven);
    }
    return file.toBytes();
  }

  /** The internal name of what the woven class calls: it mentions that where it is woven. */
  public String bridgeName() {
    return AgentRuntime.bridgeName();
  }

  /** Whether operators are told that it is there, and not only where it is missing. */
  public boolean isCounted() {
    return true;
  }

  /** Splices the calls in, and answers in how many places. */
  public abstract int weave(ClassFile file) throws ShapeException;

  /** A reference to one of the methods that woven code may call. */
  public static int bridge(ClassFile file, String method, String descriptor) throws ShapeException {
    return file.constants().method(AgentRuntime.bridgeName(), method, descriptor);
  }

  /** Splices a snippet in before each return of a method: of nothing, a number, or an object. */
  public static int beforeReturns(Method method, Snippet snippet, int stack) throws ShapeException {
    String answer = method.descriptor().substring(method.descriptor().indexOf(')') + 1);
    int returns = returnOf(answer.charAt(0));
    Code code = method.code();
    int woven = 0;
    for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
      if (code.op(pc) == returns) {
        code.before(pc, snippet, stack);
        woven++;
      }
    }
    return woven;
  }

  private static int returnOf(char type) {
    switch (type) {
      case 'V':
        return RETURN;
      case 'I':
        return IRETURN;
      case 'J':
        return LRETURN;
      default:
        return ARETURN;
    }
  }
}
