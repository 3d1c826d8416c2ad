package io.github.recordsplit.weave;

import io.github.recordsplit.manage.Stderr;
import io.github.recordsplit.split.Live;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;

/**
 * Weaves the TLS libraries' classes as they load. It does nothing until the first of them does, so
 * that a program without TLS neither sees nor pays for it.
 */
public final class Weaver implements ClassFileTransformer {
  private final Instrumentation instrumentation;
  private final Live live;
  private final Stderr log;
  private final Hooks hooks = new Hooks();
  private final Dump dump;
  private final String introduction;
  private boolean started;

  /**
   * Makes a weaver that is not installed yet.
   *
   * @param introduction what the first line says before it tells the hooks
   * @param dump folder for woven classes, or null
   */
  public Weaver(
      Instrumentation instrumentation, Live live, Stderr log, String introduction, File dump) {
    this.instrumentation = instrumentation;
    this.live = live;
    this.log = log;
    this.dump = dump == null ? null : new Dump(dump);
    this.introduction = introduction;
  }

  /** Weaves what loads from now on, and what another agent has made load already. */
  public void install() {
    instrumentation.addTransformer(this, true);
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String name = loaded.getName().replace('.', '/');
      if (HookTable.mayWeave(name)) {
        retransform(loaded);
      } else if (HookTable.meansTls(name)) {
        start();
      }
    }
  }

  /**
   * Checks the JDK's hooks without loading a TLS class.
   *
   * @return null if all are there, else what is missing
   */
  public synchronized String checkHooks() {
    hooks.prepareJdk();
    return hooks.missing();
  }

  private void retransform(Class<?> loaded) {
    try {
      instrumentation.retransformClasses(loaded);
    } catch (UnmodifiableClassException | LinkageError e) {
      live.onFailure(e);
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    try {
      if (HookTable.mayWeave(name)) {
        return weave(name, bytes);
      }
      if (HookTable.meansTls(name)) {
        start();
      }
    } catch (Throwable t) {
      live.onFailure(t); // the JVM would drop it without a word
    }
    return null;
  }

  private synchronized byte[] weave(String name, byte[] bytes)
      throws IOException, ReflectiveOperationException {
    start();
    live.connect(instrumentation);
    int before = hooks.missingCount();
    byte[] woven = hooks.weave(name, bytes);
    if (hooks.missingCount() > before) {
      log.notice("hook missing: " + hooks.missing());
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

  private synchronized void start() {
    if (!started) {
      started = true;
      hooks.prepareJdk();
      log.notice(introduction + ", " + hooks.summary());
    }
  }
}
