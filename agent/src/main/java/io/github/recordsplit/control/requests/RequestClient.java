package io.github.recordsplit.control.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.recordsplit.Agent;
import io.github.recordsplit.files.ProcessUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Asks the agent of one JVM one thing, and waits for the answer. */
public final class RequestClient {
  /** A JVM that is neither stopped nor starved looks four times a second. */
  private static final long PATIENCE_NANOS = 4_000_000_000L;

  private static final long PAUSE_MILLIS = 2;
  private static final int LARGEST_ANSWER = 256 << 20;

  /** Behind all content, as a lock would keep others from that on some systems. */
  private static final long LOCKS = 1L << 40;

  private final String pid;
  private final Path olderFolder;

  /**
   * Asks a process.
   *
   * @param pid its number as it is seen from here
   * @param olderFolder where an agent looks for requests whose channel is not to be seen
   */
  public RequestClient(String pid, Path olderFolder) {
    this.pid = pid;
    this.olderFolder = olderFolder;
  }

  /**
   * Returns the answer, or null if there is none.
   *
   * @param words the request
   * @param mayStay whether to leave it for later if nobody answers
   * @throws IOException if it cannot be asked; its message says why
   */
  public Answer ask(String words, boolean mayStay) throws IOException {
    try (ChannelFile channel = ChannelFinder.find(pid)) {
      return channel == null
          ? new FolderClient(olderFolder, pid).ask(words, mayStay)
          : plain(new Talk(channel).ask(words, mayStay));
    }
  }

  /** A JVM answers what its user likes, and root may be who reads it. */
  private static Answer plain(Answer answer) {
    return answer == null
        ? null
        : new Answer(answer.status, answer.text.replaceAll("[\\p{Cntrl}&&[^\n]]", "?"));
  }

  static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** One request in one slot of a channel, which a lock keeps other clients from. */
  private static final class Talk {
    private final ChannelFile channel;
    private final long request = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    private int slot;

    Talk(ChannelFile channel) {
      this.channel = channel;
    }

    Answer ask(String words, boolean mayStay) throws IOException {
      byte[] text = Request.write(Agent.version(), user(), Pid.own(), words).getBytes(UTF_8);
      if (text.length > ChannelFile.LARGEST_REQUEST) {
        throw new IOException("the request is too long");
      }
      FileLock lock = lockedSlot(mayStay);
      try {
        channel.request(slot, order(), text);
        say(0, Turn.ASKED);
        Answer answer = channel.isStarted() ? await() : null;
        if (answer == null) {
          say(0, mayStay ? Turn.LATER : Turn.WITHDRAWN);
          answer = isTaken() ? await() : null; // just now
        }
        return answer;
      } finally {
        lock.release();
      }
    }

    private static Object user() {
      Integer user = ProcessUser.own();
      return user == null ? "unknown" : user;
    }

    private void say(int chunk, int state) throws IOException {
      channel.clientWord(slot, Turn.word(request, chunk, state));
      channel.ring(ThreadLocalRandom.current().nextLong());
    }

    private FileLock lockedSlot(boolean mayStay) throws IOException {
      long since = System.nanoTime();
      while (System.nanoTime() - since < PATIENCE_NANOS) {
        FileLock lock = firstFree(false);
        lock = lock == null && mayStay ? firstFree(true) : lock;
        if (lock != null) {
          return lock;
        }
        pause(PAUSE_MILLIS);
      }
      throw new IOException("too many others ask it at the same time");
    }

    /**
     * Locks a slot that nobody uses.
     *
     * @param left whether one will do in which a request is left, as the new one overrides it
     */
    private FileLock firstFree(boolean left) throws IOException {
      for (slot = 0; slot < ChannelFile.SLOTS; slot++) {
        FileLock lock = lock(slot);
        if (lock != null && (left || isFree())) {
          return lock;
        }
        if (lock != null) {
          lock.release();
        }
      }
      return null;
    }

    private FileLock lock(int number) throws IOException {
      try {
        return channel.file().getChannel().tryLock(LOCKS + number, 1, false);
      } catch (OverlappingFileLockException byAnotherThread) {
        return null;
      }
    }

    /** What has no owner any more but waits for the agent must stay. */
    private boolean isFree() throws IOException {
      long word = channel.clientWord(slot);
      return Turn.state(word) != Turn.LATER
          || Turn.request(channel.agentWord(slot)) == Turn.request(word);
    }

    private long order() throws IOException {
      long last = 0;
      for (int i = 0; i < ChannelFile.SLOTS; i++) {
        last = Math.max(last, channel.order(i));
      }
      return last + 1;
    }

    private boolean isTaken() throws IOException {
      return Turn.request(channel.agentWord(slot)) == request;
    }

    private Answer await() throws IOException {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      long since = System.nanoTime();
      for (int chunk = 0; System.nanoTime() - since < PATIENCE_NANOS; ) {
        long word = channel.agentWord(slot);
        if (word == Turn.word(request, 0, Turn.DROPPED)) {
          return null;
        }
        if (word != Turn.word(request, chunk, Turn.ANSWERED)) {
          pause(PAUSE_MILLIS);
          continue;
        }
        long head = channel.answerHead(slot);
        byte[] piece = channel.chunk(slot);
        text.write(piece, 0, piece.length);
        say(chunk++, Turn.GOT);
        if (piece.length < ChannelFile.CHUNK
            || text.size() >= Math.min((int) head, LARGEST_ANSWER)) {
          return new Answer((int) (head >>> Integer.SIZE), new String(text.toByteArray(), UTF_8));
        }
        since = System.nanoTime();
      }
      return null;
    }
  }
}
