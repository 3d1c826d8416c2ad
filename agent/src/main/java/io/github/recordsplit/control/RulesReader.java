package io.github.recordsplit.control;

/** Who reads the rules file, and may be kept by it: a file system that is gone does not answer. */
public interface RulesReader {
  /** Has the file read now, and waits so long for that; not at all where it does not answer. */
  void readNow(long millis);

  /** Whether it has not answered for some seconds. */
  boolean isStuck();
}
