package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.instrument.Argument;
import io.github.recordsplit.instrument.Code;
import io.github.recordsplit.instrument.MethodShape;
import io.github.recordsplit.instrument.ShapeException;

/** What the record layers of SunJSSE know of a payload, as woven code hands it to the bridge. */
final class RecordArguments {
  private RecordArguments() {}

  /**
   * TLS 1.1 or later, CBC, first: three booleans, by what {@code needToSplitPayload} itself decides
   * by. Woven code uses nothing else, so it links in this JDK or the class is left alone.
   */
  static final class Facts extends Argument {
    Facts() {
      super(0);
    }

    @Override
    public void push(Code code) {
      MethodShape shape = code.shape(SunJsseHooks.NEED_TO_SPLIT);
      code.loadThis();
      shape.member("protocolVersion").get(code);
      shape.member("useTLS11PlusSpec").get(code);
      code.loadThis();
      shape.member("writeCipher").get(code);
      shape.member("isCBCMode").get(code);
      code.loadThis();
      shape.member("isFirstAppOutputRecord").get(code);
    }
  }

  /** The bytes of a payload that are left: the {@code limit - offset} of {@code deliver}. */
  static final class Left extends Argument {
    Left() {
      super(0);
    }

    @Override
    public void push(Code code) {
      code.loadInt(variables(code)[2]);
      code.loadInt(variables(code)[0]);
      code.subtract();
    }

    /**
     * Those of {@code limit = offset + length}. Another agent may have moved the variables of what
     * the method was given.
     */
    static int[] variables(Code code) {
      int[] sum = code.shape().sum();
      if (sum == null) {
        throw new ShapeException("limit = offset + length in deliver(byte[], int, int)");
      }
      return sum;
    }
  }

  /** The bytes of a payload: the {@code length} of {@code deliver}. */
  static final class Length extends Argument {
    Length() {
      super(0);
    }

    @Override
    public void push(Code code) {
      code.loadInt(Left.variables(code)[1]);
    }
  }

  /** Behind the answer that is on the stack: {@code this}, whose field changes, and the answer. */
  static final class Reserved extends Argument {
    Reserved() {
      super(0);
    }

    @Override
    public void push(Code code) {
      code.loadThisBelow();
    }
  }
}
