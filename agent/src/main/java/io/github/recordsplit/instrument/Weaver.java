package io.github.recordsplit.instrument;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/** Weaves the TLS libraries' classes as they load, and introduces the agent at the first one. */
public final class Weaver {
  private final Instrumentation instrumentation;
  private final Reweaver reweaver;
  private final HookTables tables;
  private final HookRegistry hooks;
  private final WeavingAgent agent;
  private final Dump dump;
  private boolean introduced;

  /**
   * Makes a weaver.
   *
   * @param dump the folder that woven classes are written to, or null
   */
  public Weaver(
      Instrumentation instrumentation,
      TlsClassTransformer transformer,
      HookTables tables,
      HookRegistry hooks,
      WeavingAgent agent,
      File dump) {
    this.instrumentation = instrumentation;
    this.reweaver = new Retransformer(instrumentation, transformer, this);
    this.tables = tables;
    this.hooks = hooks;
    this.agent = agent;
    this.dump = dump == null ? null : new Dump(dump);
  }

  /**
   * Checks the JDK's hooks without loading a TLS class.
   *
   * @return null if all are there, else what is missing
   */
  public synchronized String checkHooks() {
    hooks.prepareJdk(agent.wanted());
    if (hooks.missing() != null) {
      return hooks.missing();
    }
    try {
      agent.connect(instrumentation, reweaver);
      return null;
    } catch (ReflectiveOperationException | IOException | RuntimeException e) {
      return "all, for nothing can be called from java.lang: " + e;
    }
  }

  /** Weaves what loaded before the agent did, of TLS libraries that no table names too. */
  void alreadyLoaded(Class<?>[] loaded) {
    List<Class<?>> late = new ArrayList<>();
    boolean based = false;
    for (Class<?> c : loaded) {
      String name = c.getName().replace('.', '/');
      if (tables.mayWeave(name)) {
        late.add(c);
        based |= TlsClassTransformer.isBase(name);
      } else if (TlsClassTransformer.meansTls(name)) {
        introduce();
      }
    }
    try {
      if (!late.isEmpty()) {
        introduce();
        agent.connect(instrumentation, reweaver);
        if (based) {
          late.addAll(0, agent.findLoaded(loaded));
        }
        weaveTogether(late);
        agent.decideAgain();
      }
    } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
      agent.onFailure(e);
    }
  }

  /**
   * All at once: what decides on payloads must not be woven before what tells whose they are. Where
   * the JVM refuses one of them, the others are woven one by one, those that decide last.
   */
  private void weaveTogether(List<Class<?>> late) {
    try {
      reweaver.reweave(late.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | Error e) {
      for (boolean deciding : new boolean[] {false, true}) {
        for (Class<?> c : late) {
          if (deciding == tables.decides(c.getName().replace('.', '/'))) {
            weaveAlone(c);
          }
        }
      }
    }
  }

  private void weaveAlone(Class<?> c) {
    try {
      reweaver.reweave(c);
    } catch (UnmodifiableClassException | RuntimeException | Error e) {
      agent.onFailure(e);
    }
  }

  /**
   * Weaves a class that is being loaded.
   *
   * @param late whether it is loaded already, and may have objects
   * @return null to leave the class alone
   */
  byte[] weave(String name, byte[] bytes, boolean late) {
    try {
      introduce();
      return tables.mayWeave(name) ? woven(name, bytes, late) : null;
    } catch (Throwable t) {
      agent.onFailure(t); // the JVM would drop it without a word
      return null;
    }
  }

  private synchronized byte[] woven(String name, byte[] bytes, boolean late)
      throws IOException, ReflectiveOperationException {
    agent.connect(instrumentation, reweaver);
    int before = hooks.missingCount();
    return done(name, hooks.weave(name, bytes, late), before);
  }

  /** Weaves a class of any name, if it was found out that it matters. */
  byte[] weaveFound(Class<?> loaded, String name, byte[] bytes) {
    try {
      Hook[] found = tables.found(loaded, name);
      if (found.length == 0) {
        return null;
      }
      int before = hooks.missingCount();
      return done(name, hooks.weaveFound(found, bytes), before);
    } catch (Throwable t) {
      agent.onFailure(t);
      return null;
    }
  }

  private byte[] done(String name, byte[] woven, int missingBefore) {
    if (hooks.missingCount() > missingBefore) {
      agent.notice("hook missing: " + hooks.missing());
    }
    if (dump != null && woven != null) {
      try {
        dump.write(name, woven);
      } catch (IOException e) {
        agent.onFailure(e);
      }
    }
    return woven;
  }

  private synchronized void introduce() {
    if (!introduced) {
      introduced = true;
      hooks.prepareJdk(agent.wanted());
      agent.introduce(hooks.summary());
    }
  }
}
