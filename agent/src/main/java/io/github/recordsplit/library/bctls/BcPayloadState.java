package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import java.lang.ref.WeakReference;
import java.util.Collection;

/** What is remembered of a bctls connection from one payload to the next; under its lock. */
final class BcPayloadState {
  /** The write cipher of the last payload: the next handshake makes another. */
  private WeakReference<Object> cipher;

  private RecordSplitDecision promised;
  private int promisedLength;
  private boolean restFollows;
  private RecordSplitDecision wrapped;
  private boolean wraps;
  private boolean told;
  private Collection<String> asked;

  /** The names that the last handshake asked for, whichever end this is. */
  void asked(Collection<String> names) {
    asked = names;
  }

  /** Null as long as no handshake is done. */
  Collection<String> asked() {
    return asked;
  }

  /** Whether no payload went out yet under this cipher. */
  boolean isFirst(Object writeCipher) {
    return cipher == null || cipher.get() != writeCipher;
  }

  /** A payload is about to go out under this cipher. */
  void sending(Object writeCipher) {
    if (isFirst(writeCipher)) {
      cipher = new WeakReference<>(writeCipher);
    }
  }

  /** The library was told how large the output of so many bytes will be. */
  void promise(RecordSplitDecision action, int length) {
    told = true;
    promised = action;
    promisedLength = length;
  }

  /** Whether an engine was seen at the beginning of a {@code wrap}. */
  boolean isTold() {
    return told;
  }

  /** The action that was promised for a payload of this length, once; or null. */
  RecordSplitDecision promised(int length) {
    RecordSplitDecision action = length <= promisedLength ? promised : null;
    promised = null;
    return action;
  }

  /** Whether the first byte of the last payload left by itself, so that the next is its rest. */
  boolean restFollows() {
    return restFollows;
  }

  /** A payload, or the first byte of one, is about to go out. */
  void restFollows(boolean now) {
    restFollows = now;
  }

  /** A {@code wrap} begins, which hands over one payload, in pieces perhaps. */
  void wrap() {
    told = true;
    wraps = true;
    wrapped = null;
  }

  /** What becomes of a further piece of one {@code wrap}; null for the first. */
  RecordSplitDecision furtherPiece() {
    return wrapped != null && wrapped.splits() ? RecordSplitDecision.NEVER : wrapped;
  }

  /** The first piece of a {@code wrap} was decided on. */
  void firstPiece(RecordSplitDecision action) {
    wrapped = wraps ? action : null;
  }
}
