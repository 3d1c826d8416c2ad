package io.github.recordsplit.benchmarks;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * The least that an agent can do that looks at classes: the JVM hands it each of them, those of its
 * archive too, whose files it would not have to read otherwise.
 */
public final class IdleAgent implements ClassFileTransformer {
  private IdleAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new IdleAgent());
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    return null;
  }
}
