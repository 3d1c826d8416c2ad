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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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

  /** Weaves what loaded before the agent did, of TLS libraries that no table names too. */
  void alreadyLoaded(Class<?>[] loaded) {
    List<Class<?>> late = new ArrayList<>();
    boolean based = false;
    for (Class<?> c : loaded) {
      String name = Gate.isOfTls(c.getName()) ? c.getName().replace('.', '/') : null;
      if (Gate.mayWeave(name)) {
        late.add(c);
        based |= Gate.isBase(name);
      } else if (Gate.meansTls(name)) {
        introduce();
      }
    }
    try {
      if (!late.isEmpty()) {
        introduce();
        live.connect(instrumentation, reweaver);
        if (based) {
          live.engineMade(true); // before what they read is answered
        }
        late.addAll(0, based ? live.findUnknown(loaded) : Collections.<Class<?>>emptyList());
        weaveTogether(late);
        live.decideAgain();
      }
    } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
      live.onFailure(e);
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
          if (deciding == Hooks.isOfRecordLayer(c.getName())) {
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

  /** Whether an unknown TLS library was found in a class. */
  boolean isFound(Class<?> type) {
    return live.isFound(type);
  }

  /** Weaves a class again if an unknown TLS library was found in it, or if it reads channels. */
  byte[] weaveFound(Class<?> found, String name, byte[] bytes) {
    try {
      boolean channels = live.seesChannels();
      byte[] woven =
          live.isFound(found)
              ? GenericHook.weave(bytes, channels)
              : channels ? channelWoven(name, bytes) : null;
      dump(name, woven);
      return woven;
    } catch (Throwable t) {
      live.onFailure(t);
      return null;
    }
  }

  private byte[] channelWoven(String name, byte[] bytes) {
    int before = hooks.missingCount();
    byte[] woven = hooks.weaveChannel(name, bytes);
    tellMissing(before);
    return woven;
  }

  private void tellMissing(int before) {
    if (hooks.missingCount() > before) {
      stderr.notice("hook missing: " + hooks.missing());
    }
  }

  private synchronized byte[] woven(String name, byte[] bytes, boolean late)
      throws IOException, ReflectiveOperationException {
    live.connect(instrumentation, reweaver);
    int before = hooks.missingCount();
    byte[] woven = hooks.weave(name, bytes, late, live);
    tellMissing(before);
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
      stderr.notice(stderr.self() + Told.policy(live.policy(), rulesFile) + ", " + hooks.summary());
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
