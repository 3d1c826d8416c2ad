package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.instrument.CreatedHook;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.SessionValueHook;
import io.github.recordsplit.instrument.classfile.ClassFile;
import io.github.recordsplit.instrument.classfile.Code;
import io.github.recordsplit.instrument.classfile.Method;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.instrument.classfile.Snippet;
import java.util.Arrays;

/**
 * SunJSSE before the TLS 1.3 rewrite (JDK 8 up to 8u251). It splits in the application's stream and
 * holds the first record by itself, unless {@code TCP_NODELAY} is on; the owner of a connection is
 * the socket or engine itself.
 */
public final class OldSunJsseHooks {
  private OldSunJsseHooks() {}

  /** The hooks of one copy of the old SunJSSE: {@code prefix} is its package, with a slash. */
  public static Hook[] in(String prefix) {
    return new Hook[] {
      new Stream(prefix),
      new Payload(prefix + "SSLSocketImpl", 2, "protocolVersion", "v", "writeCipher"),
      new Payload(prefix + "SSLEngineImpl", 1, "v"),
      new Rest(prefix),
      new SessionValueHook(prefix + "SSLSessionImpl")
    };
  }

  /** {@code AppOutputStream.write}: asks before the handshake that its first write starts. */
  private static final class Stream extends Hook {
    private static final int DUP = 0x59;
    private static final int ICONST_0 = 0x03;

    private final String recordType;

    Stream(String prefix) {
      super(prefix + "AppOutputStream", "write", 3);
      this.recordType = 'L' + prefix + "OutputRecord;";
    }

    /** Three places: where the record is found, where the stream asks, where it writes. */
    @Override
    public int weave(ClassFile file) throws ShapeException {
      Method write = file.method("write", "([BII)V");
      if (write == null) {
        return 0;
      }
      Code code = write.code();
      int record = recordOf(code);
      int places = record == 0 ? 0 : 1;
      for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
        if (code.calls(pc) && code.name(pc).equals(Members.NEED_TO_SPLIT)) {
          finishHandshake(file, code, pc, record);
          places++;
        } else if (code.calls(pc) && isWriteRecord(code, pc)) {
          places++;
        }
      }
      return places;
    }

    private int recordOf(Code code) throws ShapeException {
      for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
        if (isRecord(code, pc)) {
          return code.reference(pc);
        }
      }
      return 0;
    }

    private boolean isRecord(Code code, int pc) {
      return code.getsField(pc)
          && code.name(pc).equals("r")
          && code.descriptor(pc).equals(recordType);
    }

    private boolean isWriteRecord(Code code, int pc) {
      return code.name(pc).equals("writeRecord")
          && code.descriptor(pc).equals('(' + recordType + "Z)V");
    }

    /** Writing a record with nothing in it sends nothing, and completes a pending handshake. */
    private void finishHandshake(ClassFile file, Code code, int pc, int record)
        throws ShapeException {
      int write = file.constants().method(code.owner(pc), "writeRecord", '(' + recordType + "Z)V");
      Snippet snippet = new Snippet().op(DUP).aload(0).getField(record).op(ICONST_0);
      code.before(pc, snippet.invokeVirtual(write), 3);
    }
  }

  /**
   * {@code EngineOutputRecord.write}: makes one record or two in one {@code wrap}. After the first,
   * of one byte, it works out how long the other is, which may be none.
   */
  private static final class Rest extends Hook {
    private static final int INVOKESTATIC = 0xb8;
    private static final int ICONST_0 = 0x03;

    Rest(String prefix) {
      super(prefix + "EngineOutputRecord", "write", 1);
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      int woven = 0;
      for (Method method : file.methods()) {
        if (method.name().equals("write")) {
          woven += weave(file, method.code());
        }
      }
      return woven;
    }

    private static int weave(ClassFile file, Code code) throws ShapeException {
      int engine = 0;
      boolean asked = false;
      for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
        if (code.getsField(pc) && code.name(pc).equals("engine")) {
          engine = code.reference(pc);
        }
        asked |= engine != 0 && code.calls(pc) && code.name(pc).equals(Members.NEED_TO_SPLIT);
        if (asked && code.op(pc) == INVOKESTATIC && code.name(pc).equals("min")) {
          Snippet snippet = new Snippet().op(ICONST_0).aload(0).getField(engine);
          snippet.invokeStatic(bridge(file, "unlessApart", "(IILjava/lang/Object;)I"));
          code.before(code.next(pc), snippet, 2);
          return 1;
        }
      }
      return 0;
    }
  }

  /** {@code needToSplitPayload}, and where a socket would not hold the first record. */
  private static final class Payload extends Hook {
    private static final String FACTS = "Ljava/lang/Object;IZZ)Z";
    private static final int IRETURN = 0xac;

    private final String[] wanted;
    private final boolean parameters;

    Payload(String className, int places, String... facts) {
      super(className, Members.NEED_TO_SPLIT, places);
      this.wanted = Arrays.copyOf(facts, facts.length + 2);
      wanted[facts.length] = "isCBCMode";
      wanted[facts.length + 1] = "isFirstAppOutputRecord";
      this.parameters = facts.length == 1;
    }

    @Override
    public int weave(ClassFile file) throws ShapeException {
      Members members = Members.of(file, wanted);
      int places = 0;
      for (Method method : file.methods()) {
        if (method.name().equals(Members.NEED_TO_SPLIT)) {
          places += answer(file, method.code(), members);
        } else if (method.name().equals("writeRecordInternal")) {
          places += hold(file, method.code());
        } else if (method.hasCode()) {
          shaken(file, method.code());
        }
      }
      new CreatedHook(className, null).weave(file);
      return places;
    }

    /** Before {@code sess = handshaker.getSession()}: only the counts need it. */
    private static void shaken(ClassFile file, Code code) throws ShapeException {
      String descriptor = "(Ljava/lang/Object;Ljava/lang/Object;)V";
      boolean session = false;
      for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
        if (session && code.putsField(pc) && code.name(pc).equals("sess")) {
          Snippet snippet = new Snippet().aload(0).aload(0);
          code.before(pc, snippet.invokeStatic(bridge(file, "onShaken", descriptor)), 2);
        }
        session = code.calls(pc) && code.name(pc).equals("getSession");
      }
    }

    private int answer(ClassFile file, Code code, Members members) throws ShapeException {
      int places = 0;
      for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
        if (code.op(pc) == IRETURN) {
          Snippet snippet = new Snippet();
          pushFacts(snippet, members);
          code.before(pc, snippet.invokeStatic(bridge(file, "needsSplit", "(Z" + FACTS)), 5);
          places++;
        }
      }
      return places;
    }

    private static int hold(ClassFile file, Code code) throws ShapeException {
      int places = 0;
      for (int pc = 0; pc < code.length(); pc = code.next(pc)) {
        if (code.calls(pc) && code.name(pc).equals("getTcpNoDelay")) {
          Snippet snippet = new Snippet().same(code, pc).aload(0);
          String descriptor = "(ZLjava/lang/Object;)Z";
          code.instead(pc, snippet.invokeStatic(bridge(file, "sendsAtOnce", descriptor)), 2);
          places++;
        }
      }
      return places;
    }

    /** Pushes this, the protocol's number, CBC, first. */
    private void pushFacts(Snippet snippet, Members members) {
      snippet.aload(0);
      pushEither(snippet, members, 2, "protocolVersion");
      members.push(snippet, "v");
      pushEither(snippet, members, 1, "writeCipher");
      members.ask(snippet, "isCBCMode");
      members.pushOwn(snippet, "isFirstAppOutputRecord");
    }

    /** A socket reads its own fields, an engine is told. */
    private void pushEither(Snippet snippet, Members members, int parameter, String field) {
      if (parameters) {
        snippet.aload(parameter);
      } else {
        members.pushOwn(snippet, field);
      }
    }
  }
}
