import io.github.recordsplit.apps.BesideOthers;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.blockhound.integration.BlockHoundIntegration;

/** Has it watch one thread, which blocks, and goes on with what the others do. */
public final class Blocking implements BlockHoundIntegration {
  @Override
  public void applyTo(BlockHound.Builder builder) {
    builder.nonBlockingThreadPredicate(
        old -> old.or(thread -> thread.getName().equals("watched")));
  }

  public static void main(String[] connections) throws Exception {
    Thread watched = new Thread(Blocking::block, "watched");
    watched.start();
    watched.join();
    BesideOthers.main(connections);
  }

  private static void block() {
    try {
      Thread.sleep(1);
      System.out.println("nothing noticed");
    } catch (BlockingOperationError e) {
      System.out.println("work: " + e.getMessage());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
