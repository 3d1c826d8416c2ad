package io.github.recordsplit.tools.cli;

import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Does something about many JVMs at once, so that one that hangs does not hold the others. */
final class SideBySide {
  private static final int MOST = 64;

  /**
   * More than the longest that is waited for one JVM, and an end for those that the system holds.
   */
  private static final long BOUND_SECONDS = 12;

  private static final ThreadFactory DAEMONS =
      task -> {
        Thread thread = new Thread(task, "recordsplit asks");
        thread.setDaemon(true);
        return thread;
      };

  private SideBySide() {}

  /** Returns the results in the order of what they are about; null where none came in time. */
  static <A, B> List<B> each(List<A> all, Function<A, B> what) throws NoException {
    if (all.isEmpty()) {
      return new ArrayList<>();
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(MOST, all.size()), DAEMONS);
    try {
      List<Callable<B>> tasks =
          all.stream().map(each -> (Callable<B>) () -> what.apply(each)).collect(toList());
      List<B> results = new ArrayList<>();
      for (Future<B> result : threads.invokeAll(tasks, BOUND_SECONDS, TimeUnit.SECONDS)) {
        results.add(of(result));
      }
      return results;
    } catch (InterruptedException e) {
      throw new NoException("interrupted");
    } finally {
      threads.shutdownNow();
    }
  }

  private static <B> B of(Future<B> result) throws InterruptedException {
    try {
      return result.get();
    } catch (CancellationException late) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
