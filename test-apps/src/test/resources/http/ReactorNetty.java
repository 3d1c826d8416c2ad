import reactor.netty.http.client.HttpClient;

/** GET over Reactor Netty, as under Spring's WebClient. */
public final class ReactorNetty {
  private ReactorNetty() {}

  /** The URL. */
  public static void main(String[] args) {
    System.out.println(HttpClient.create().get().uri(args[0]).response().block().status().code());
  }
}
