package io.github.recordsplit.beast;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bytes recovered against payloads sent, as SVG. Written by hand: a charting library would need the
 * fonts of the machine, and draw another picture on the next one.
 */
final class Picture {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 320;
  private static final int LEFT = 50;
  private static final int RIGHT = WIDTH - 20;
  private static final int TOP = 50;
  private static final int BOTTOM = HEIGHT - 50;
  private static final int TICK = 100;

  private final int payloads;
  private final StringBuilder svg = new StringBuilder();

  private Picture(int payloads) {
    this.payloads = payloads;
  }

  static String of(Loot unprotected, Loot split) {
    Picture picture = new Picture(split.payloads());
    picture.axes();
    picture.curve("#c0392b", unprotected);
    picture.curve("#1f618d", split);
    picture.text(picture.x(unprotected.payloads()) + 8, TOP + 20, "start", told(unprotected));
    picture.text(RIGHT, BOTTOM - 8, "end", "mode=all: " + told(split));
    return picture.svg.append("</svg>\n").toString();
  }

  private static String told(Loot loot) {
    String all = loot.confirmed() == Attack.LENGTH ? "no protection: " : "";
    return all + loot.confirmed() + " bytes after " + loot.payloads() + " payloads";
  }

  private void axes() {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
        <rect width="%d" height="%d" fill="white"/>
        """
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
    text(LEFT, 22, "start", "BEAST on TLS 1.0, AES-128-CBC: bytes of a 16-byte cookie recovered");
    text((LEFT + RIGHT) / 2, HEIGHT - 12, "middle", "payloads that the client was made to send");
    for (int bytes = 0; bytes <= Attack.LENGTH; bytes += 4) {
      line("#dddddd", List.of(point(0, bytes), point(payloads, bytes)));
      text(LEFT - 8, y(bytes) + 5, "end", String.valueOf(bytes));
    }
    for (int tick = 0; tick <= payloads; tick += TICK) {
      text(x(tick), BOTTOM + 18, "middle", String.valueOf(tick));
    }
  }

  /** A byte more at each payload that confirmed one. */
  private void curve(String colour, Loot loot) {
    String steps =
        IntStream.range(0, loot.confirmed())
            .mapToObj(i -> step(loot.confirmedAt().get(i), i))
            .collect(Collectors.joining(" "));
    line(colour, List.of(point(0, 0), steps, point(loot.payloads(), loot.confirmed())));
  }

  private String step(int payload, int before) {
    return point(payload, before) + " " + point(payload, before + 1);
  }

  private void line(String colour, List<String> points) {
    String all = String.join(" ", points).replaceAll(" +", " ");
    svg.append("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\"".formatted(colour));
    svg.append(" points=\"%s\"/>\n".formatted(all));
  }

  private void text(int x, int y, String anchor, String text) {
    String place = "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">".formatted(x, y, anchor);
    svg.append(place).append(text).append("</text>\n");
  }

  private String point(int payload, int bytes) {
    return x(payload) + "," + y(bytes);
  }

  private int x(int payload) {
    return LEFT + payload * (RIGHT - LEFT) / payloads;
  }

  private static int y(int bytes) {
    return BOTTOM - bytes * (BOTTOM - TOP) / Attack.LENGTH;
  }
}
