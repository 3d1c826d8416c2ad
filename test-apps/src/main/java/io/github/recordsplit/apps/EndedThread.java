package io.github.recordsplit.apps;

import java.lang.reflect.Field;

/**
 * {@link Traffic} that breaks the agent's thread beyond what that can survive, once: what it works
 * on is taken away.
 */
public final class EndedThread {
  private EndedThread() {}

  /** The arguments of {@link Traffic}. */
  public static void main(String[] args) throws Exception {
    Thread breaking =
        new Thread("breaking") {
          @Override
          public void run() {
            try {
              sleep(3000);
              end();
            } catch (ReflectiveOperationException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    breaking.setDaemon(true);
    breaking.start();
    Traffic.main(args);
  }

  private static void end() throws ReflectiveOperationException, InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("recordsplit")) {
        Field task = thread.getClass().getDeclaredField("task");
        task.setAccessible(true);
        Object agent = task.get(thread);
        Field tasks = agent.getClass().getDeclaredField("tasks");
        tasks.setAccessible(true);
        tasks.set(agent, null);
        thread.join();
        System.out.println("ended");
      }
    }
  }
}
