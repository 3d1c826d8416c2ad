package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Code;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields and methods by which a class's own {@code needToSplitPayload} decides, as that method
 * refers to them. Woven code uses no others, so it links in this JDK or the class is left alone.
 */
public final class Members {
  public static final String NEED_TO_SPLIT = "needToSplitPayload";

  private final Map<String, Integer> references = new HashMap<>();

  private Members() {}

  /**
   * Finds them.
   *
   * @param wanted names that must be there
   */
  static Members of(ClassFile file, String... wanted) throws ShapeException {
    Members members = new Members();
    for (Method method : file.methods()) {
      if (method.name().equals(NEED_TO_SPLIT)) {
        members.read(method.code());
      }
    }
    for (String name : wanted) {
      if (!members.references.containsKey(name)) {
        throw new ShapeException(NEED_TO_SPLIT + " with " + name + " in " + Arrays.asList(wanted));
      }
    }
    return members;
  }

  private void read(Code code) throws ShapeException {
    for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
      if (code.getsField(pc) || code.calls(pc)) {
        references.put(code.name(pc), code.reference(pc));
      }
    }
  }

  /** Pushes a field of the class itself. */
  void pushOwn(Snippet snippet, String field) {
    push(snippet.aload(0), field);
  }

  /** Replaces the object on the stack by one of its fields. */
  void push(Snippet snippet, String field) {
    snippet.getField(references.get(field));
  }

  /** Replaces the object on the stack by the answer of its method, which takes nothing. */
  void ask(Snippet snippet, String method) {
    snippet.invokeVirtual(references.get(method));
  }
}
