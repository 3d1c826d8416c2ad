import org.apache.commons.httpclient.HttpClient;
import org.apache.commons.httpclient.methods.GetMethod;

/** GET over Apache Commons HttpClient 3. */
public final class Commons3 {
  private Commons3() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    System.out.println(new HttpClient().executeMethod(new GetMethod(args[0])));
  }
}
