package io.github.recordsplit.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class MethodEntryTest {
  public static final List<String> CALLS = new ArrayList<>();

  /** What is woven. */
  public static class Woven {
    String made = new String("made"); // an object made behind the constructor above

    public Woven() {
      this(new String("through"));
    }

    public Woven(String with) {
      super();
      CALLS.add(with);
    }

    public void nothing(long wide, Object[] some, double more, int last) {
      CALLS.add("nothing");
    }

    /** Its first instruction is where it jumps back to. */
    public int loop(int n) {
      while (n < 10) {
        n = n + 3;
      }
      return n;
    }

    public String text(boolean given) {
      return given ? "given" : null;
    }
  }

  public static boolean onNothing(Object self, long wide, Object[] some, double more, int last) {
    CALLS.add(wide + " " + some.length + " " + more + " " + last);
    return last > 0;
  }

  public static int onLoop(Object self, int n) {
    CALLS.add("loop " + n);
    return n == 1 ? 99 : -1;
  }

  public static Object onText(Object self, boolean given) {
    return given ? "instead" : null;
  }

  public static void onMade(Object self) {
    CALLS.add("made " + self.getClass().getName());
  }

  private final Class<?> woven = weave();
  private final Object object = make();

  @Test
  void aConstructorCallsBehindTheOneAbove() {
    String made = "made " + woven.getName();
    assertEquals(List.of(made, "through", made), CALLS);
  }

  @Test
  void trueReturnsAtOnce() throws Exception {
    CALLS.clear();
    nothing(0);
    nothing(1);
    assertEquals(List.of("5 2 0.5 0", "nothing", "5 2 0.5 1"), CALLS);
  }

  private void nothing(int last) throws Exception {
    woven
        .getMethod("nothing", long.class, Object[].class, double.class, int.class)
        .invoke(object, 5L, new Object[2], 0.5, last);
  }

  @Test
  void jumpingBackToTheStartDoesNotCallAgain() throws Exception {
    CALLS.clear();
    assertEquals(12, woven.getMethod("loop", int.class).invoke(object, 0));
    assertEquals(99, woven.getMethod("loop", int.class).invoke(object, 1));
    assertEquals(List.of("loop 0", "loop 1"), CALLS);
  }

  @Test
  void anObjectIsReturnedAsTheMethodsOwnType() throws Exception {
    assertEquals("instead", woven.getMethod("text", boolean.class).invoke(object, true));
    assertNull(woven.getMethod("text", boolean.class).invoke(object, false));
  }

  private Object make() {
    CALLS.clear();
    try {
      return woven.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Class<?> weave() {
    try (InputStream in =
        MethodEntryTest.class.getResourceAsStream("MethodEntryTest$Woven.class")) {
      Hook hook =
          new Hook(
              "Woven",
              "*",
              5,
              MethodEntryTest.class.getName().replace('.', '/'),
              entry("nothing", "onNothing", "J[Ljava/lang/Object;DI)Z"),
              entry("loop", "onLoop", "I)I"),
              entry("text", "onText", "Z)Ljava/lang/Object;"),
              new MethodEntry(
                  "<init>", "", new Call("onMade", "(Ljava/lang/Object;)V", Argument.THIS)));
      return new Loader().define(hook.weave(in.readAllBytes()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Splice entry(String method, String call, String rest) {
    return new MethodEntry(
        method,
        "",
        new Call(call, "(Ljava/lang/Object;" + rest, Argument.THIS, Argument.PARAMETERS));
  }

  private static final class Loader extends ClassLoader {
    Loader() {
      super(MethodEntryTest.class.getClassLoader());
    }

    Class<?> define(byte[] bytes) {
      return defineClass(null, bytes, 0, bytes.length);
    }
  }
}
