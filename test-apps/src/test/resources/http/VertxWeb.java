import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;

/** GET over Vert.x's web client 4 and 5. */
public final class VertxWeb {
  private VertxWeb() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    WebClient client = WebClient.create(vertx);
    int status =
        client.getAbs(args[0]).send().toCompletionStage().toCompletableFuture().get().statusCode();
    System.out.println(status);
    vertx.close();
  }
}
