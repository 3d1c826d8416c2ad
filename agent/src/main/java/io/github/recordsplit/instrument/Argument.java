package io.github.recordsplit.instrument;

/** What woven code hands to the bridge. */
public abstract class Argument {
  /** The object whose method it is. */
  public static final Argument THIS = parameter(0);

  /**
   * What the method, or the one that it calls, has returned; only as the first. A call that answers
   * takes it off the stack and leaves its answer there.
   */
  public static final Argument RESULT =
      new Argument(-1) {
        @Override
        public void push(Code code) {
          // It is there.
        }
      };

  /** All that the method was given. */
  public static final Argument PARAMETERS =
      new Argument(-1) {
        @Override
        public void push(Code code) {
          for (int i = 1; i <= code.parameters(); i++) {
            code.loadParameter(i);
          }
        }
      };

  /** What is kept in the variable of {@link Hook#keeping}, or null. */
  public static final Argument KEPT =
      new Argument(-1) {
        @Override
        public void push(Code code) {
          code.loadKept();
        }
      };

  /** The name of the class. */
  public static final Argument CLASS_NAME =
      new Argument(-1) {
        @Override
        public void push(Code code) {
          code.visitLdcInsn(code.className().replace('/', '.'));
        }
      };

  /** The last parameter that it needs as the method was given it; 0 is {@code this}, -1 none. */
  public final int parameter;

  /** An argument that needs a parameter as it was given, and none behind that. */
  protected Argument(int parameter) {
    this.parameter = parameter;
  }

  /** Pushes it. */
  public abstract void push(Code code);

  /** A parameter of the method: the first is 1. */
  public static Argument parameter(int parameter) {
    return new Argument(parameter) {
      @Override
      public void push(Code code) {
        if (parameter == 0) {
          code.loadThis();
        } else {
          code.loadParameter(parameter);
        }
      }
    };
  }

  /** A number from 0 to 5. */
  public static Argument number(int number) {
    return new Argument(-1) {
      @Override
      public void push(Code code) {
        code.push(number);
      }
    };
  }

  /** What fields lead to from {@code this}, all of which the method itself uses. */
  public static Argument field(String... path) {
    return new Argument(0) {
      @Override
      public void push(Code code) {
        follow(code, code.shape(), path);
      }
    };
  }

  /** What fields lead to from {@code this}, all of which the methods of the class use. */
  public static Argument fieldOfClass(String... path) {
    return new Argument(0) {
      @Override
      public void push(Code code) {
        follow(code, code.shape(null), path);
      }
    };
  }

  private static void follow(Code code, MethodShape shape, String... path) {
    code.loadThis();
    for (String field : path) {
      shape.member(field).get(code);
    }
  }
}
