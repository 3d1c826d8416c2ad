package io.github.recordsplit.bridge.lang;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;

/** What woven code calls where peers answer and connections end. It never throws. */
public final class RecordSplitOutcomeBridge {
  private static final RecordSplitHooks HOOKS = RecordSplitAgent.HOOKS;

  private RecordSplitOutcomeBridge() {}

  /** SunJSSE: a socket has read a record, or null at the end. */
  public static void socketRead(ByteBuffer plain, Object record) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (plain != null && answers != null) {
      answers.socketRead(record, plain);
    }
  }

  /** SunJSSE: an engine has read a record, or a part of one. */
  public static void engineRead(SSLEngineResult result, Object record) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (result != null && result.bytesProduced() > 0 && answers != null) {
      answers.engineRead(record, result);
    }
  }

  /** SunJSSE: the transport has ended, or the engine's owner says so. */
  public static void endOfStream(Object record) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (answers != null) {
      answers.endOfStream(record);
    }
  }

  /** SunJSSE: nothing more is to be read. */
  public static void inboundClosed(Object record) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (answers != null) {
      answers.inboundClosed(record);
    }
  }

  /** SunJSSE: the application closes a socket, or an engine's outbound side. */
  public static void closed(Object record) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (answers != null) {
      answers.closed(record);
    }
  }

  /** SunJSSE: a connection ends with an error. */
  public static void failed(
      Object record, Object alert, String message, boolean received, Throwable cause) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (answers != null) {
      answers.failed(record, alert, received, cause);
    }
  }
}
