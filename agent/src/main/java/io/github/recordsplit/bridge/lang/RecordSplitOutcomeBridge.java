package io.github.recordsplit.bridge.lang;

import java.io.InputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;

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

  /** A protocol has decrypted a record of a type. */
  public static void recordReceived(
      Object protocol, short type, byte[] plain, int offset, int length) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (answers != null && type == RecordSplitFeatureBridge.APPLICATION_DATA && length > 0) {
      answers.protocolRead(protocol, length);
    }
  }

  /** A protocol's peer gives up, or closes. */
  public static void alertReceived(Object protocol, short level, short description) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (answers != null) {
      answers.alertReceived(protocol, level, description);
    }
  }

  /** A protocol's own end gives up. */
  public static void protocolFailed(
      Object protocol, short description, String message, Throwable cause) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (answers != null) {
      answers.protocolFailed(protocol, cause);
    }
  }

  /** The same, where a close has the first level, too. */
  public static void protocolFailed(
      Object protocol, short level, short description, String message, Throwable cause) {
    if (level == RecordSplitFeatureBridge.FATAL_LEVEL) {
      protocolFailed(protocol, description, message, cause);
    }
  }

  /** A protocol's transport has ended without a word. */
  public static void transportEnded(Object protocol) {
    protocolClosed(protocol, false);
  }

  /** A protocol is closed. */
  public static void protocolClosed(Object protocol, boolean byApplication) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (answers != null) {
      answers.protocolClosed(protocol, byApplication);
    }
  }

  /** {@code SSLEngine.unwrap} returns. */
  public static void unwrapped(SSLEngineResult result, Object engine) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (result != null
        && (result.bytesProduced() > 0 || result.getStatus() == Status.CLOSED)
        && answers != null) {
      answers.unwrapped(engine, result);
    }
  }

  /** {@code SSLEngine.closeInbound()} begins. */
  public static void inboundEnds(Object engine) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (answers != null) {
      answers.inboundEnds(engine);
    }
  }

  /** {@code Socket.close()} or {@code SSLEngine.closeOutbound()} begins. */
  public static void otherClosed(Object engineOrSocket) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (answers != null) {
      answers.otherClosed(engineOrSocket);
    }
  }

  /** {@code Socket.getInputStream()} of a class returns. */
  public static void inputGiven(InputStream stream, Object socket, String className) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (stream != null && answers != null) {
      answers.inputGiven(socket, stream, className);
    }
  }

  /** {@code InputStream.read()} returns. */
  public static void readByte(int read, Object stream) {
    readBytes(read < 0 ? read : 1, stream);
  }

  /** {@code InputStream.read} of an array returns. */
  public static void readBytes(int count, Object stream) {
    RecordSplitAnswers answers = HOOKS.answers();
    if (count != 0 && answers != null) {
      answers.streamRead(stream, count);
    }
  }
}
