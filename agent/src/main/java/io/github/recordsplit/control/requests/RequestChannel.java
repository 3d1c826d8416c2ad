package io.github.recordsplit.control.requests;

import io.github.recordsplit.control.AgentControl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The agent's end of the channel. Nothing here waits: a client that is slow or gone costs a look,
 * and what it left unread is dropped.
 */
public final class RequestChannel {
  /** So long an answer is kept for a client that does not read it. */
  private static final long KEPT_NANOS = 2_000_000_000L;

  private static final Answer FAILED =
      new Answer(1, "the agent failed while it carried this out: its log says how");

  private ChannelFile file;
  private final long[] handled = new long[ChannelFile.SLOTS];
  private final Talk[] talks = new Talk[ChannelFile.SLOTS];
  private boolean started;
  private boolean looked;
  private long bell;
  private int talking;

  private RequestChannel(ChannelFile file) {
    this.file = file;
  }

  /** Makes a channel where files in use can be found, which costs a file in memory. */
  public static RequestChannel open() {
    return new RequestChannel(ChannelMaker.isPossible() ? ChannelMaker.make() : null);
  }

  /** Whether there is no way to reach this JVM, though there should be one. */
  public boolean isMissing() {
    return file == null && ChannelMaker.isPossible();
  }

  /** The places of which none would do. */
  public static String places() {
    StringBuilder text = new StringBuilder();
    String place;
    for (int number = 0; (place = ChannelMaker.place(number)) != null; number++) {
      if (place.startsWith("/")) {
        text.append(text.length() == 0 ? "" : ", ").append(place);
      }
    }
    return text.toString();
  }

  /** Tells clients that they are answered from now on. */
  public void start() throws IOException {
    if (file != null && !started) {
      file.start();
      started = true;
    }
  }

  /** Whether a client is about to read an answer. */
  public boolean isTalking() {
    return talking > 0;
  }

  /** Looks once, and carries out what is asked for. */
  public void serve(AgentControl agent) throws IOException {
    if (file == null) {
      return;
    }
    try {
      serveAll(agent);
    } catch (IOException closed) { // by a program that closes what it does not know
      file = ChannelMaker.make();
      looked = false;
      if (file != null) {
        file.start();
      }
      throw closed;
    }
  }

  private void serveAll(AgentControl agent) throws IOException {
    long now = file.bell();
    if (now == bell && looked && talking == 0) {
      return;
    }
    bell = now;
    looked = true;
    for (int slot = next(); slot >= 0; slot = next()) {
      take(agent, slot);
    }
    talking = 0;
    for (int slot = 0; slot < talks.length; slot++) {
      goOn(slot);
      talking += talks[slot] == null ? 0 : 1;
    }
  }

  /** The slot whose request is the first of those that are not carried out yet, or -1. */
  private int next() throws IOException {
    int first = -1;
    long order = 0;
    for (int slot = 0; slot < talks.length; slot++) {
      if (isAsked(slot, file.clientWord(slot))) {
        long its = file.order(slot);
        if (first < 0 || its < order) {
          first = slot;
          order = its;
        }
      }
    }
    return first;
  }

  private boolean isAsked(int slot, long word) {
    int state = Turn.state(word);
    return (state == Turn.ASKED || state == Turn.LATER) && Turn.request(word) != handled[slot];
  }

  private void take(AgentControl agent, int slot) throws IOException {
    long request = Turn.request(file.clientWord(slot));
    String text = file.request(slot);
    file.agentWord(slot, Turn.word(request, 0, Turn.SEEN));
    long word = file.clientWord(slot); // again: the client may have withdrawn it before it saw that
    boolean stands = isAsked(slot, word) && Turn.request(word) == request;
    handled[slot] = request;
    if (!stands) {
      file.agentWord(slot, Turn.word(request, 0, Turn.DROPPED));
      return;
    }
    talks[slot] = new Talk(request, answer(agent, text));
    tell(slot);
  }

  private static Answer answer(AgentControl agent, String text) {
    try {
      return Request.read(text).carryOut(agent);
    } catch (Throwable t) {
      agent.onFailure(t);
      return FAILED;
    }
  }

  private void tell(int slot) throws IOException {
    Talk talk = talks[slot];
    int from = talk.chunk * ChannelFile.CHUNK;
    int length = Math.min(ChannelFile.CHUNK, talk.text.length - from);
    file.chunk(slot, talk.status, talk.text, from, length);
    file.agentWord(slot, Turn.word(talk.request, talk.chunk, Turn.ANSWERED));
  }

  private void goOn(int slot) throws IOException {
    Talk talk = talks[slot];
    if (talk == null) {
      return;
    }
    long word = file.clientWord(slot);
    boolean left = Turn.request(word) != talk.request;
    if (word == Turn.word(talk.request, talk.chunk, Turn.GOT)) {
      talk.next();
      if (talk.chunk * ChannelFile.CHUNK < talk.text.length) {
        tell(slot);
        return;
      }
      left = true;
    }
    if (left || System.nanoTime() - talk.since > KEPT_NANOS) {
      file.agentWord(slot, Turn.word(talk.request, 0, Turn.DONE));
      talks[slot] = null;
    }
  }

  /** An answer that is being read. */
  private static final class Talk {
    final long request;
    final int status;
    final byte[] text;
    int chunk;
    long since = System.nanoTime();

    Talk(long request, Answer answer) {
      this.request = request;
      this.status = answer.status;
      this.text = answer.text.getBytes(StandardCharsets.UTF_8);
    }

    void next() {
      chunk++;
      since = System.nanoTime();
    }
  }
}
