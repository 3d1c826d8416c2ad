package io.github.recordsplit.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves classes that have loaded already, and again whenever another agent retransforms them. A
 * JVM where nothing had loaded never asks it.
 */
final class Retransformer implements ClassFileTransformer, Reweaver {
  private final Instrumentation instrumentation;
  private final TlsClassTransformer transformer;
  private final Weaver weaver;
  private boolean installed;

  Retransformer(Instrumentation instrumentation, TlsClassTransformer transformer, Weaver weaver) {
    this.instrumentation = instrumentation;
    this.transformer = transformer;
    this.weaver = weaver;
  }

  @Override
  public boolean canReweave(Class<?> type) {
    return instrumentation.isModifiableClass(type);
  }

  @Override
  public Class<?>[] loaded() {
    return instrumentation.getAllLoadedClasses();
  }

  @Override
  public void reweave(Class<?>... types) throws UnmodifiableClassException {
    if (types.length == 0) {
      return; // Java 8 answers none with a line on stderr and an exception
    }
    install();
    instrumentation.retransformClasses(types);
  }

  @Override
  public void reweaveLoaded(HookTable hooks) throws UnmodifiableClassException {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> loaded : loaded()) {
      if (hooks.mayWeave(loaded.getName().replace('.', '/'))) {
        found.add(loaded);
      }
    }
    reweave(found.toArray(new Class<?>[0]));
  }

  @Override
  public void reweaveLoaded(String nameEnd) throws UnmodifiableClassException {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> loaded : loaded()) {
      if (loaded.getName().endsWith(nameEnd)) {
        found.add(loaded);
      }
    }
    reweave(found.toArray(new Class<?>[0]));
  }

  private synchronized void install() {
    if (!installed) {
      instrumentation.addTransformer(this, true);
      installed = true;
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    if (redefined == null || name == null) {
      return null; // the other transformer's
    }
    try {
      return transformer.mayWeave(name)
          ? transformer.weave(name, bytes, true)
          : weaver.weaveFound(redefined, name, bytes);
    } catch (Throwable t) {
      return transformer.untold(t);
    }
  }
}
