package io.github.recordsplit.tools.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What records' lengths come to; a bar is where the other end sent in between. */
class SplittingTest {
  @Test
  void splitsFromTheFirstRecord() {
    is("1/n-1 from the first record", "1 199 | 1 20");
    is("1/n-1 from the first record", "1 199");
    is("1/n-1 from the first record", "1 1 | 1 20");
    is("1/n-1 from the first record", "1 16384 16384 7231 | 1 20");
    is("1/n-1 from the first record", "1 16383 1 16383 1 7231");
    is("0/n from the first record", "0 199 | 0 20");
    is("0/n from the first record", "0 1 0 199 | 0 1");
    is("0/n from the first record", "0 16384 16384 100");
    is("0/n and 1/n-1 from the first record", "0 199 1 198");
  }

  @Test
  void splitsFromALaterOne() {
    is("1/n-1 from record 2", "200 | 1 199");
    is("1/n-1 from record 2", "200 1 199");
    is("1/n-1 from record 3", "1 | 1 | 1 20"); // payloads of one byte say nothing
    is("1/n-1 from record 2", "16384 1 16384 7231 | 1 20");
  }

  @Test
  void sendsWhole() {
    is("whole", "200 | 20");
    is("whole", "200 20");
    is("whole", "16384 16384 7231 | 20");
    is("whole", "200 | 1 | 20");
    is("whole", "20 20 20");
  }

  @Test
  void isNotKnown() {
    is("not known, it sends too little", "");
    is("not known, it sends too little", "1 | 1");
    is("not known, the first payload is whole, and no second", "200");
    is("not known, the first payload is whole, and no second", "200 | 1");
    is("not known, the first payload is whole, and no second", "16384 16384 7231");
    is("not known, some payloads are split, some are not", "200 | 1 199 | 200");
    is("not known, some payloads are split, some are not", "1 199 | 200");
    is("not known, some payloads are split, some are not", "1 1 1 1 100");
    is("not known, some payloads are split, some are not", "200 | 200 | 1 199");
  }

  /** Without the key a record of 0 to 11 bytes is one of 32. */
  @Test
  void ofEncryptedRecords() {
    CbcLengths aes = new CbcLengths(16, false, false);
    String either = "1/n-1 or 0/n from ";
    assertEquals(either + "the first record", of("32 224 | 32 48", aes).reason());
    assertEquals(either + "record 2", of("224 | 32 48", aes).reason());
    assertEquals("whole", of("224 | 48", aes).reason());
    assertEquals("not known, it sends too little", of("32 | 32", aes).reason());
    String first = either + "the first record";
    assertEquals(first, of("24 224", new CbcLengths(8, false, false)).reason());
    assertEquals(first, of("36 228", new CbcLengths(16, true, false)).reason());
  }

  private static void is(String due, String records) {
    assertEquals(due, of(records, Measure.PLAIN).reason(), records);
  }

  private static Splitting of(String records, Measure measure) {
    SentRecords sent = new SentRecords();
    for (String word : records.isEmpty() ? new String[0] : records.split(" ", -1)) {
      if (word.equals("|")) {
        sent.turn();
      } else {
        sent.add(Integer.parseInt(word));
      }
    }
    return Splitting.of(sent, measure);
  }
}
