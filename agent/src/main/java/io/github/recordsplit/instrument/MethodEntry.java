package io.github.recordsplit.instrument;

import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Code;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;

/**
 * A call at the start of a method, with {@code this} and what the method was given. If the call has
 * an answer the method returns it at once, else it goes on as it was:
 *
 * <ul>
 *   <li>{@code V}: it never has one;
 *   <li>{@code Z}, in a method that returns nothing: true;
 *   <li>{@code I}: 0 and more;
 *   <li>an object: any but null.
 * </ul>
 *
 * <p>In a constructor the call stands behind that of the constructor above, and has no answer.
 */
public final class MethodEntry {
  private static final String ALONE = "(Ljava/lang/Object;)";
  private static final int ALOAD = 0x19;
  private static final int DUP = 0x59;
  private static final int POP = 0x57;
  private static final int NOP = 0x00;
  private static final int IFEQ = 0x99;
  private static final int IFLT = 0x9b;
  private static final int IFNULL = 0xc6;
  private static final int IRETURN = 0xac;
  private static final int ARETURN = 0xb0;
  private static final int RETURN = 0xb1;
  private static final int NEW = 0xbb;
  private static final int INVOKESPECIAL = 0xb7;

  private final ClassFile file;
  private final Method method;
  private int stack;

  public MethodEntry(ClassFile file, Method method) {
    this.file = file;
    this.method = method;
  }

  /**
   * Splices the call of a static method in.
   *
   * @param call constant of the method that is called
   * @param descriptor its descriptor: an object, then either nothing or all that the woven method
   *     takes, and one of the answers above
   * @throws ShapeException if the method has no code, or is a constructor that calls no other
   */
  public void call(int call, String descriptor) throws ShapeException {
    Snippet snippet = new Snippet().aload(0);
    pushParameters(snippet, descriptor.startsWith(ALONE));
    snippet.invokeStatic(call);
    String answer = descriptor.substring(descriptor.indexOf(')') + 1);
    Code code = method.code();
    switch (answer.charAt(0)) {
      case 'V':
        code.enter(method.name().equals("<init>") ? afterSuper(code) : 0, snippet, stack);
        break;
      case 'Z':
        code.enterBranching(snippet.jump(IFEQ, 4).op(RETURN).op(NOP), null, stack);
        break;
      case 'I':
        code.enterBranching(snippet.op(DUP).jump(IFLT, 4).op(IRETURN).op(POP), "", stack + 1);
        break;
      default:
        returnObject(code, snippet, answer.substring(1, answer.length() - 1));
    }
  }

  private void pushParameters(Snippet snippet, boolean none) {
    String types = method.descriptor();
    int variable = 1;
    for (int at = 1; !none && types.charAt(at) != ')'; at = after(types, at)) {
      snippet.load(loadOf(types.charAt(at)), variable);
      variable += wide(types.charAt(at)) ? 2 : 1;
    }
    stack = variable + 1;
  }

  private static boolean wide(char type) {
    return type == 'J' || type == 'D';
  }

  /** {@code iload} and its sisters for long, float, double and references. */
  private static int loadOf(char type) {
    int sister = "JFD".indexOf(type) + 1;
    return type == 'L' || type == '[' ? ALOAD : ALOAD - 4 + sister;
  }

  private static int after(String types, int at) {
    int end = at;
    while (types.charAt(end) == '[') {
      end++;
    }
    return types.charAt(end) == 'L' ? types.indexOf(';', end) + 1 : end + 1;
  }

  private void returnObject(Code code, Snippet snippet, String answer) throws ShapeException {
    String type = method.descriptor().substring(method.descriptor().indexOf(')') + 1);
    String wanted = type.startsWith("L") ? type.substring(1, type.length() - 1) : type;
    snippet.op(DUP).jump(IFNULL, 7);
    snippet.checkCast(file.constants().classOf(wanted)).op(ARETURN).op(POP);
    code.enterBranching(snippet, answer, stack + 1);
  }

  /** Behind the call of the constructor above, which no object made on the way is meant by. */
  private int afterSuper(Code code) throws ShapeException {
    int made = 0;
    for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
      if (code.op(pc) == NEW) {
        made++;
      } else if (code.op(pc) == INVOKESPECIAL && code.name(pc).equals("<init>") && made-- == 0) {
        return code.next(pc);
      }
    }
    throw new ShapeException("a constructor that calls another");
  }
}
