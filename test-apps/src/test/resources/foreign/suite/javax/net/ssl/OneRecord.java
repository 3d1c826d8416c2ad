/*
 * @test
 * @summary in the form of OpenJDK's: takes one record for one message
 * @run main/othervm -Dsize=5 OneRecord
 * @run main/othervm/timeout=60 -Dsize=9 OneRecord again
 */
public class OneRecord {
  public static void main(String[] args) throws Exception {
    int size = Integer.getInteger("size");
    int unwrapped = Pair.firstRecord(size);
    if (unwrapped != size) {
      throw new Exception(unwrapped + " bytes in the first record of " + size);
    }
  }
}
