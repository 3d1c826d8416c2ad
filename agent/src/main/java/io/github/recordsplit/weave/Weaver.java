package io.github.recordsplit.weave;

import io.github.recordsplit.manage.Watcher;
import io.github.recordsplit.manage.log.Stderr;
import io.github.recordsplit.manage.log.Told;
import io.github.recordsplit.manage.requests.Owned;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.split.Live;
import io.github.recordsplit.split.Reweaver;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

/** Weaves the TLS libraries' classes as they load, and introduces the agent at the first one. */
public final class Weaver {
  private final Instrumentation instrumentation;
  private final Reweaver reweaver;
  private final Stderr stderr;
  private final Watcher watcher;
  private final Live live;
  private final Hooks hooks = new Hooks();
  private final Dump dump;
  private final String rulesFile;
  private boolean introduced;

  Weaver(Instrumentation instrumentation, Gate gate, Options options, Watcher watcher) {
    this.instrumentation = instrumentation;
    this.reweaver = new Retransformer(instrumentation, gate, this);
    this.watcher = watcher;
    this.stderr = new Stderr(options.log(), options.logFile());
    this.live = new Live(options, options.policy(), stderr, hooks);
    this.dump = options.dump() == null ? null : new Dump(options.dump());
    this.rulesFile = options.rules();
  }

  /**
   * Checks the JDK's hooks without loading a TLS class.
   *
   * @return null if all are there, else what is missing
   */
  public synchronized String checkHooks() {
    hooks.prepareJdk(live.policy());
    if (hooks.missing() != null) {
      return hooks.missing();
    }
    try {
      live.connect(instrumentation, reweaver);
      return null;
    } catch (ReflectiveOperationException | IOException | RuntimeException e) {
      return "all, for nothing can be called from java.lang: " + e;
    }
  }

  /** A class that loaded before the agent did. */
  void alreadyLoaded(Class<?> loaded) {
    String name = loaded.getName().replace('.', '/');
    try {
      if (Gate.mayWeave(name)) {
        reweaver.reweave(loaded);
      } else if (Gate.meansTls(name)) {
        introduce();
      }
    } catch (UnmodifiableClassException | LinkageError e) {
      live.onFailure(e);
    }
  }

  /** Looks for TLS libraries that no table names among the classes that loaded before the agent. */
  void findUnknown(Class<?>[] loaded) {
    try {
      live.findUnknown(loaded);
    } catch (RuntimeException | LinkageError e) {
      live.onFailure(e);
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
      return Gate.mayWeave(name) ? woven(name, bytes, late) : null;
    } catch (Throwable t) {
      live.onFailure(t); // the JVM would drop it without a word
      return null;
    }
  }

  /** Weaves a class again if an unknown TLS library was found in it. */
  byte[] weaveFound(Class<?> found, String name, byte[] bytes) {
    try {
      byte[] woven = live.isFound(found) ? GenericHook.weave(bytes) : null;
      dump(name, woven);
      return woven;
    } catch (Throwable t) {
      live.onFailure(t);
      return null;
    }
  }

  private synchronized byte[] woven(String name, byte[] bytes, boolean late)
      throws IOException, ReflectiveOperationException {
    live.connect(instrumentation, reweaver);
    int before = hooks.missingCount();
    byte[] woven = hooks.weave(name, bytes, late, live);
    if (hooks.missingCount() > before) {
      stderr.notice("hook missing: " + hooks.missing());
    }
    dump(name, woven);
    return woven;
  }

  private void dump(String name, byte[] woven) {
    if (dump != null && woven != null) {
      try {
        dump.write(name, woven);
      } catch (IOException e) {
        live.onFailure(e);
      }
    }
  }

  private synchronized void introduce() {
    if (!introduced) {
      introduced = true;
      hooks.prepareJdk(live.policy());
      watcher.watch(live); // which may change the mode
      stderr.notice(Told.policy(live.policy(), rulesFile) + ", " + hooks.summary());
      distrust();
    }
  }

  /** Who can write the rules can take the protection away. */
  private void distrust() {
    try {
      if (rulesFile != null && Owned.byAnybody(new File(rulesFile).toPath())) {
        stderr.notice(
            "every user of this machine can change the rules file "
                + rulesFile
                + " or replace it (remedy: chmod o-w, of its folder too)");
      }
    } catch (IOException | RuntimeException e) {
      live.onFailure(e);
    }
  }
}
