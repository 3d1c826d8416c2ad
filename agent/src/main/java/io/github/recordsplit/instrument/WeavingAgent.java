package io.github.recordsplit.instrument;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;

/** The agent, as who weaves knows it. */
public interface WeavingAgent {
  /** The tables of the features that rules ask for; each is added once it can be called. */
  List<HookTable> wanted();

  /**
   * The first TLS class loads.
   *
   * @param hooks how many were found ahead, and which were not
   */
  void introduce(String hooks);

  /**
   * Makes what woven code calls, once.
   *
   * @throws ReflectiveOperationException if this JVM offers no way to make it
   */
  void connect(Instrumentation instrumentation, Reweaver reweaver)
      throws ReflectiveOperationException, IOException;

  /** Engines and sockets may be there already: the classes of theirs that no table names. */
  List<Class<?>> findLoaded(Class<?>[] loaded) throws ReflectiveOperationException, IOException;

  /** All that had loaded is woven. */
  void decideAgain();

  /** What an operator must know. */
  void notice(String line);

  /** A failure of the agent's own. */
  void onFailure(Throwable t);
}
