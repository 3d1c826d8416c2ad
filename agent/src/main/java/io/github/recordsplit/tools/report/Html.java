package io.github.recordsplit.tools.report;

import io.github.recordsplit.rules.Messages;

/** HTML as it grows. Every text goes through {@link #escaped}. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** A text as HTML shows it, with nothing in it that is not plainly visible. */
  static String escaped(String text) {
    return Messages.plain(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Adds markup, which holds no text of anybody else. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** An element with a text in it; {@code tag} may hold attributes. */
  Html element(String tag, String text) {
    return raw('<' + tag + '>').text(text).raw("</" + tag.split(" ", 2)[0] + '>');
  }

  /** A table's cell, which a narrow screen shows with its column's name. */
  Html cell(String column, String text) {
    return raw("<td data-column=\"" + column + "\">").text(text).raw("</td>");
  }

  /** A cell with a second line. */
  Html cell(String column, String text, String more) {
    raw("<td data-column=\"" + column + "\"><div>").raw(breakable(text));
    return (more == null ? this : raw("<small>" + breakable(more) + "</small>")).raw("</div></td>");
  }

  /** Where a class, a suite or a path may go on in the next line. */
  private static String breakable(String text) {
    return escaped(text).replaceAll("([._/])(?=\\w{3})", "$1<wbr>");
  }

  /** A cell with a number. */
  Html cell(String column, long number) {
    return raw("<td class=\"number\" data-column=\"" + column + "\">" + number + "</td>");
  }

  /** A table's head. */
  Html head(String... columns) {
    raw("<table><thead><tr>");
    for (String column : columns) {
      raw(column.startsWith("#") ? "<th class=\"number\">" : "<th>");
      raw(column.replace("#", "")).raw("</th>");
    }
    return raw("</tr></thead><tbody>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
