package io.github.recordsplit.rules;

/** A text that an operator wrote, and how to name a place in it. */
abstract class SourceText {
  final String text;

  SourceText(String text) {
    this.text = text;
  }

  /** Names the place at a character offset, 0 to the text's length. */
  abstract String place(int offset);

  final ConfigException error(int offset, String sentence) {
    return new ConfigException(place(offset), sentence);
  }

  /** Returns the 1-based column of an offset in the line that starts at another, in code points. */
  final int column(int lineStart, int offset) {
    return text.codePointCount(lineStart, offset) + 1;
  }

  /** A text of a single line, such as the agent's argument. */
  static final class Argument extends SourceText {
    private final String what;

    Argument(String what, String text) {
      super(text);
      this.what = what;
    }

    @Override
    String place(int offset) {
      return what + " at column " + column(0, offset);
    }
  }

  /** A value that has a name of its own, and is most often one word. */
  static final class Value extends SourceText {
    private final String name;

    Value(String name, String text) {
      super(text);
      this.name = name;
    }

    @Override
    String place(int offset) {
      String plain = Quote.plain(name);
      return offset == 0 ? plain : plain + " at column " + column(0, offset);
    }
  }

  /** A rules file, or a built-in list. */
  static final class File extends SourceText {
    final String source;

    File(String source, String text) {
      super(text);
      this.source = source;
    }

    /** Counts lines only here, so that a file without errors pays nothing for good messages. */
    @Override
    String place(int offset) {
      int line = 1;
      int start = 0;
      for (int next = next(0); next > 0 && next <= offset; next = next(start)) {
        start = next;
        line++;
      }
      return Quote.plain(source) + ':' + line + ':' + column(start, offset);
    }

    private int next(int start) {
      return Lines.after(text, Lines.end(text, start));
    }
  }
}
