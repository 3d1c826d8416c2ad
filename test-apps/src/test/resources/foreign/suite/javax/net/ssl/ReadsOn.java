/*
 * @test
 * @summary in the form of OpenJDK's: reads until it has all
 * @modules java.base/sun.security.util
 */
public class ReadsOn {
  public static void main(String[] args) throws Exception {
    sun.security.util.Debug.isOn("ssl");
    if (Pair.firstRecord(1) != 1) {
      throw new Exception("nothing came");
    }
  }
}
