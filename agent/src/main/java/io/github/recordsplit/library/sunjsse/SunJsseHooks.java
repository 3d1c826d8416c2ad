package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.instrument.CreatedHook;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.LateConnectionHook;
import io.github.recordsplit.instrument.LayeredHook;
import io.github.recordsplit.instrument.SessionValueHook;
import io.github.recordsplit.instrument.ShakenHook;
import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Code;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;

/**
 * SunJSSE since the TLS 1.3 rewrite (JDK 11, JDK 8u261) and OpenJSSE, which is the same code under
 * another name. {@code DESIGN.md} shows each woven method as Java before and after.
 */
public final class SunJsseHooks {
  private static final String RECORD = "Ljava/lang/Object;";
  private static final String STREAM = "Ljava/io/OutputStream;";
  private static final String FACTS = "ZZZ";
  private static final String ENCODE = "([Ljava/nio/ByteBuffer;IILjava/nio/ByteBuffer;)";

  private SunJsseHooks() {}

  /** The hooks of one copy of SunJSSE: {@code prefix} is its package, ending in a slash. */
  public static Hook[] in(String prefix) {
    return new Hook[] {
      new Deliver(prefix),
      new Encode(prefix),
      new CreatedHook(prefix + "TransportContext", "outputRecord"),
      new ShakenHook(prefix + "TransportContext", "finishHandshake", "outputRecord"),
      new LayeredHook(prefix + "SSLSocketFactoryImpl"),
      new SessionValueHook(prefix + "SSLSessionImpl")
    };
  }

  /**
   * Those of classes that loaded before the agent did: a record layer does not lead to its
   * connection, so for one that was made before its user tells.
   */
  public static Hook[] lateIn(String prefix) {
    return new Hook[] {
      new LateConnectionHook(
          prefix + "SSLSocketImpl$AppOutputStream", "write", "this$0", "conContext"),
      new LateConnectionHook(prefix + "SSLEngineImpl", "encode", "conContext")
    };
  }

  /** Pushes TLS 1.1 or later, CBC, first: three booleans. */
  private static void pushFacts(Snippet snippet, ClassFile file) throws ShapeException {
    Members members =
        Members.of(
            file,
            "protocolVersion",
            "useTLS11PlusSpec",
            "writeCipher",
            "isCBCMode",
            "isFirstAppOutputRecord");
    members.pushOwn(snippet, "protocolVersion");
    members.ask(snippet, "useTLS11PlusSpec");
    members.pushOwn(snippet, "writeCipher");
    members.ask(snippet, "isCBCMode");
    members.pushOwn(snippet, "isFirstAppOutputRecord");
  }

  /** {@code SSLSocketOutputRecord.deliver}: cuts one payload of a socket into its records. */
  private static final class Deliver extends Hook {
    private static final int IADD = 0x60;
    private static final int ISUB = 0x64;
    private static final int SWAP = 0x5f;
    private static final int DUP_X1 = 0x5a;

    private ClassFile file;
    private Code code;
    private int offset;
    private int length;
    private int limit;
    private int buffer;
    private int count;

    Deliver(String prefix) {
      super(prefix + "SSLSocketOutputRecord", "deliver", 3);
    }

    @Override
    public int weave(ClassFile toWeave) throws ShapeException {
      file = toWeave;
      Method deliver = file.method("deliver", "([BII)V");
      if (deliver == null) {
        throw new ShapeException("deliver(byte[], int, int)");
      }
      code = deliver.code();
      findVariables();
      int woven = 0;
      for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
        woven += code.calls(pc) && weaveCall(pc) ? 1 : 0;
      }
      return woven;
    }

    /**
     * {@code limit = offset + length}, the buffer that a record is made in, and how many bytes of
     * it are. Another agent may have moved the variables of what the method was given.
     */
    private void findVariables() throws ShapeException {
      for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
        if (code.loadsInt(pc) >= 0 && code.loadsInt(code.next(pc)) >= 0) {
          findLimit(pc, code.next(pc));
        } else if (code.getsField(pc) && code.name(pc).equals("buf")) {
          buffer = code.reference(pc);
        } else if (code.getsField(pc) && code.name(pc).equals("count")) {
          count = code.reference(pc);
        }
      }
      if (limit == 0 || buffer == 0 || count == 0) {
        throw new ShapeException("limit = offset + length, buf and count");
      }
    }

    private void findLimit(int first, int second) throws ShapeException {
      int add = code.next(second);
      if (limit == 0 && code.op(add) == IADD && code.storesInt(code.next(add)) >= 0) {
        offset = code.loadsInt(first);
        length = code.loadsInt(second);
        limit = code.storesInt(code.next(add));
      }
    }

    private boolean weaveCall(int pc) throws ShapeException {
      boolean stream = code.owner(pc).equals("java/io/OutputStream");
      if (code.name(pc).equals(Members.NEED_TO_SPLIT)) {
        decide(pc);
      } else if (stream && code.name(pc).equals("write")) {
        replace(pc, new Snippet(), "write", '(' + STREAM + "[BII" + RECORD + "II)V");
      } else if (stream && code.name(pc).equals("flush")) {
        Snippet snippet = new Snippet().aload(0).getField(count);
        replace(pc, snippet, "flush", '(' + STREAM + 'I' + RECORD + "II)V");
      } else {
        return false;
      }
      return true;
    }

    /** With the library's own answer on the stack, and inside its lock. */
    private void decide(int pc) throws ShapeException {
      Snippet snippet = new Snippet().same(code, pc);
      pushPlace(snippet);
      pushFacts(snippet, file);
      snippet.invokeStatic(bridge(file, "needsSplit", "(Z" + RECORD + "II" + FACTS + ")Z"));
      snippet.aload(0).op(SWAP).op(DUP_X1).aload(0).getField(buffer).iload(length);
      snippet.invokeStatic(bridge(file, "reserve", "(Z[BI)[B")).putField(buffer);
      code.instead(pc, snippet, 8);
    }

    private void replace(int pc, Snippet snippet, String method, String descriptor)
        throws ShapeException {
      pushPlace(snippet);
      code.instead(pc, snippet.invokeStatic(bridge(file, method, descriptor)), 4);
    }

    /** Pushes the record layer's object, the bytes that are left, and the payload's length. */
    private void pushPlace(Snippet snippet) {
      snippet.aload(0).iload(limit).iload(offset).op(ISUB).iload(length);
    }
  }

  /** {@code SSLEngineOutputRecord.encode}: makes the records of one {@code wrap}. */
  private static final class Encode extends Hook {
    private static final int ICONST_1 = 0x04;

    Encode(String prefix) {
      super(prefix + "SSLEngineOutputRecord", "encode", 2);
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      int woven = 0;
      for (Method method : file.methods()) {
        if (method.name().equals("encode") && method.descriptor().startsWith(ENCODE)) {
          woven += weave(file, method.code());
        }
      }
      return woven;
    }

    private static int weave(ClassFile file, Code code) throws ShapeException {
      int woven = 0;
      for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
        if (code.calls(pc) && code.name(pc).equals(Members.NEED_TO_SPLIT)) {
          Snippet snippet = new Snippet().same(code, pc).aload(0).aload(1).iload(2).iload(3);
          pushFacts(snippet, file);
          String arguments = "(Z" + RECORD + "[Ljava/nio/ByteBuffer;II" + FACTS + ")Z";
          code.instead(pc, snippet.invokeStatic(bridge(file, "needsSplit", arguments)), 9);
          woven++;
        } else if (code.calls(pc) && isFragmentSize(code, pc)) {
          Snippet snippet = new Snippet().op(ICONST_1).aload(0);
          snippet.invokeStatic(bridge(file, "unlessApart", "(II" + RECORD + ")I"));
          code.before(code.next(pc), snippet, 2);
          woven++;
        }
      }
      return woven;
    }

    /** The last word on how much goes into the record that is not the first of a pair. */
    private static boolean isFragmentSize(Code code, int pc) {
      return code.name(pc).equals("calculateFragmentSize") && code.descriptor(pc).equals("(I)I");
    }
  }
}
