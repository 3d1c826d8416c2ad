package io.github.recordsplit.feature.rehearse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.LogLevel;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** What an application reads of a stream whose records nobody sees. */
class StreamReadsTest {
  private static final Reader WHO =
      new Reader() {
        @Override
        public String name() {
          return "com.acme.Reader";
        }

        @Override
        public String peer() {
          return "server acme.example:443";
        }

        @Override
        public boolean dropsRemainders() {
          return false;
        }
      };

  /** As a woven stream is: each of its methods tells of its beginning and its end. */
  private static final class Woven extends InputStream {
    private final Deque<ByteArrayInputStream> records = new ArrayDeque<>();
    private final StreamReads reads;

    Woven(boolean on, int... lengths) throws ConfigException {
      Reading reading = new Reading(new Rehearsals(new AgentLog(LogLevel.OFF)));
      Policy policy = Policy.of(Rules.parse("rules", "rehearse role server\n"), "test");
      reading.decided(policy, on, false);
      reads = new StreamReads(reading, false);
      int next = 0;
      for (int length : lengths) {
        byte[] record = new byte[length];
        for (int i = 0; i < length; i++) {
          record[i] = (byte) next++;
        }
        records.add(new ByteArrayInputStream(record));
      }
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one) == 1 ? one[0] & 0xff : -1;
    }

    /** One method of a stream may call another. */
    @Override
    public int read(byte[] into) {
      int owed = reads.start(into, 0, into.length);
      int count = owed >= 0 ? owed : read(into, 0, into.length);
      return owed >= 0 || count < 0 ? count : reads.end(into, 0, into.length, count, WHO);
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int owed = reads.start(into, offset, length);
      if (owed >= 0) {
        return owed;
      }
      while (!records.isEmpty() && records.peek().available() == 0) {
        records.remove();
      }
      int count = records.isEmpty() ? -1 : records.peek().read(into, offset, length);
      return count < 0 ? count : reads.end(into, offset, length, count, WHO);
    }
  }

  private static void assertReads(InputStream in, int size, int... counts) throws IOException {
    byte[] buffer = new byte[size];
    int next = 0;
    for (int count : counts) {
      assertEquals(count, in.read(buffer));
      for (int i = 0; i < count; i++) {
        assertEquals((byte) next++, buffer[i]);
      }
    }
  }

  @Test
  void aRecordComesInTwo() throws Exception {
    assertReads(new Woven(true, 100, 50), 1000, 1, 99, 1, 49, -1);
  }

  @Test
  void whoAsksForLessIsGivenLess() throws Exception {
    assertReads(new Woven(true, 100), 40, 1, 39, 40, 20, -1);
  }

  /** A read that fills its buffer may have left a part of the record: that begins none. */
  @Test
  void noRecordIsCutInTheMiddle() throws Exception {
    assertReads(new Woven(true, 100, 100), 50, 1, 49, 50, 50, 50, -1);
  }

  @Test
  void oneByteIsAsItIs() throws Exception {
    assertReads(new Woven(true, 1, 1, 30), 1000, 1, 1, 1, 29, -1);
  }

  @Test
  void nothingIsCutWhereNoRuleApplies() throws Exception {
    assertReads(new Woven(false, 100, 50), 1000, 100, 50, -1);
  }

  @Test
  void singleBytesAreAllThere() throws Exception {
    Woven in = new Woven(true, 10);
    byte[] all = new byte[10];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) in.read();
    }
    byte[] due = new byte[10];
    for (int i = 0; i < due.length; i++) {
      due[i] = (byte) i;
    }
    assertArrayEquals(due, all);
    assertEquals(-1, in.read());
  }

  @Test
  void whatIsOwedIsAvailable() throws Exception {
    Woven in = new Woven(true, 100);
    assertEquals(0, in.reads.owed());
    assertEquals(1, in.read(new byte[100]));
    assertEquals(99, in.reads.owed());
    assertEquals(60, in.read(new byte[60]));
    assertEquals(39, in.reads.owed());
  }
}
