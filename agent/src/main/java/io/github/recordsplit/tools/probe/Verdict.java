package io.github.recordsplit.tools.probe;

import static java.util.Locale.ROOT;

import com.grack.nanojson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the attempts say about a server. */
public final class Verdict {
  private final Request request;
  private final String protocol;
  private final String cipher;
  private final List<Attempt> whole;
  private final Score split;
  private final Score apart;
  private final Sends sends;
  private final String doubt;
  private boolean brief;

  /**
   * Compares attempts.
   *
   * @param split both records in one write; null if that was not asked
   * @param apart in two writes
   * @param sends what the server itself does
   */
  Verdict(
      Request request,
      String protocol,
      String cipher,
      List<Attempt> whole,
      List<Attempt> split,
      List<Attempt> apart,
      Sends sends) {
    this.request = request;
    this.protocol = protocol;
    this.cipher = cipher;
    this.whole = whole;
    this.sends = sends;
    brief = !agree(whole);
    doubt = doubt();
    this.split = split == null ? null : Score.of(split, this);
    this.apart = Score.of(apart, this);
  }

  /** Whether nothing follows from the attempts. */
  public boolean cannotTell() {
    return doubt != null;
  }

  /** Whether each split request had the answer of a whole one: in one write, if that was asked. */
  public boolean survives() {
    return (split == null ? apart : split).survives();
  }

  /** Whether it was asked with both records in one write. */
  boolean asksInOneWrite() {
    return split != null;
  }

  boolean survivesApart() {
    return apart.survives();
  }

  String protocol() {
    return protocol;
  }

  Sends sends() {
    return sends;
  }

  private boolean agree(List<Attempt> attempts) {
    byte[] first = essence(attempts.get(0));
    return attempts.stream().allMatch(each -> Arrays.equals(essence(each), first));
  }

  private byte[] essence(Attempt attempt) {
    return brief ? request.dialogue.brief(attempt.answer) : request.dialogue.full(attempt.answer);
  }

  private String doubt() {
    for (Attempt each : whole) {
      if (each.end != Attempt.End.ANSWERED) {
        return "the whole request has no answer either ("
            + each.end.toString().toLowerCase(ROOT)
            + ")";
      }
      if (request.expect != null && !expected(each)) {
        return "the answer to the whole request is not as expected: " + each.firstLine();
      }
    }
    boolean steady = request.expect != null || agree(whole);
    return steady ? null : "each answer to the whole request is another one; --expect can help";
  }

  private boolean expected(Attempt attempt) {
    return request.expect.matcher(Dialogue.text(attempt.answer)).find();
  }

  /** Whether an answer is that of a whole request. */
  boolean isAsWhole(Attempt attempt) {
    return request.expect != null
        ? expected(attempt)
        : Arrays.equals(essence(attempt), essence(whole.get(0)));
  }

  /** The lines for a person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    String check = request.verify ? "certificate checked" : "certificate not checked";
    lines.add(request.host + ':' + request.port + ' ' + protocol + ' ' + cipher + ", " + check);
    lines.add(Score.ofWhole(whole).line("whole", true));
    if (split != null) {
      lines.add(split.line("split", doubt == null));
      lines.add(sentence());
    }
    lines.add(apart.line("apart", doubt == null));
    if (split == null || doubt == null) {
      lines.add(split == null ? sentence() : apartSentence());
    }
    lines.add("sends: " + sends.sentence());
    return lines;
  }

  /** The answer. */
  String sentence() {
    if (doubt != null) {
      return "cannot tell: " + doubt;
    }
    String how = split == null ? " in two writes" : "";
    return (survives() ? "survives split records" : "does not survive split records") + how;
  }

  private String apartSentence() {
    if (rule() != null) {
      return "survives them in two writes: " + rule();
    }
    return apart.survives()
        ? "survives them in two writes, too"
        : split.survives() ? "does not survive them in two writes" : "nor in two writes";
  }

  /** The rule under which it could be split, if only two writes are survived; or null. */
  private String rule() {
    boolean needed = doubt == null && split != null && !split.survives() && apart.survives();
    return needed
        ? "split host " + Request.authority(request.host) + ':' + request.port + " apart"
        : null;
  }

  /** The same for a program; survives is null if nothing can be told. */
  public String json() {
    return AsciiJson.of(object());
  }

  JsonObject object() {
    JsonObject json = new JsonObject();
    json.put("host", request.host);
    json.put("port", request.port);
    json.put("protocol", protocol);
    json.put("cipher", cipher);
    json.put("verified", request.verify);
    json.put("survives", doubt != null ? null : (Boolean) survives());
    json.put("survivesApart", doubt != null ? null : (Boolean) apart.survives());
    json.put("sentence", sentence());
    json.put("rule", rule());
    json.put("whole", Score.ofWhole(whole).json());
    json.put("split", split == null ? null : split.json());
    json.put("apart", apart.json());
    json.put("sends", sends.json());
    return json;
  }
}
