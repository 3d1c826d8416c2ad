package io.github.recordsplit.feature.rehearse;

/** What an application did with a payload of which it was given the first byte alone. */
public enum Outcome {
  /** It read on, and got the rest. */
  READ_ON("readOn", "read on"),

  /** The thread that read the byte sent a payload of its own before it read on. */
  ANSWERED("answered", "answered at once"),

  /** It closed the connection, or dropped it, with the rest unread. */
  CLOSED("closed", "closed at once"),

  /** The thread that read the byte ended: an exception that nobody caught. */
  THREAD_ENDED("threadEnded", "thread ended"),

  /** It takes TLS records apart itself, so it cannot be rehearsed; it got all its bytes. */
  UNFIT("unfit", "takes records apart itself");

  /** The word in JSON. */
  final String key;

  private final String words;

  Outcome(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** Whether this application would break if its peer split. */
  boolean breaks() {
    return this == ANSWERED || this == CLOSED || this == THREAD_ENDED;
  }

  /** Returns the words that operators read. */
  @Override
  public String toString() {
    return words;
  }
}
