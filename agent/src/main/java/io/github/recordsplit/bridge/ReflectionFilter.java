package io.github.recordsplit.bridge;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Hides fields and methods from reflection, by the list in which the JDK has its own that nobody
 * may find. Reflection must not have looked at a class before: it would remember them.
 */
final class ReflectionFilter {
  /** Since Java 12. */
  private static final Set<String> ALL = Collections.singleton("*");

  private final BridgeInjector opener;
  private final Class<?> reflection;

  ReflectionFilter(BridgeInjector opener, boolean hasModules) throws ClassNotFoundException {
    this.opener = opener;
    this.reflection =
        Class.forName((hasModules ? "jdk.internal" : "sun") + ".reflect.Reflection", false, null);
  }

  /** Hides all of a class that is of this class file. */
  void hide(Class<?> type, byte[] classFile) throws ReflectiveOperationException {
    try {
      register("registerFieldsToFilter", Set.class, type, ALL);
      register("registerMethodsToFilter", Set.class, type, ALL);
    } catch (NoSuchMethodException older) {
      String[][] names = Names.of(classFile);
      register("registerFieldsToFilter", String[].class, type, names[0]);
      register("registerMethodsToFilter", String[].class, type, names[1]);
    }
  }

  private void register(String method, Class<?> names, Class<?> type, Object hidden)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    Method registers = reflection.getDeclaredMethod(method, Class.class, names);
    opener.open(registers);
    Object unused = registers.invoke(null, type, hidden);
  }

  /** What a class file declares; those JDKs compare names by identity. */
  private static final class Names extends ClassVisitor {
    private final List<String> fields = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();

    private Names() {
      super(Opcodes.ASM9);
    }

    /** The names of its fields and of its methods. */
    static String[][] of(byte[] classFile) {
      Names names = new Names();
      new ClassReader(classFile).accept(names, ClassReader.SKIP_CODE);
      String[] none = {};
      return new String[][] {names.fields.toArray(none), names.methods.toArray(none)};
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      fields.add(name.intern());
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      methods.add(name.intern());
      return null;
    }
  }
}
