package io.github.recordsplit.apps;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Another vendor's agent that, asked about a class of ours while it is defined, has it loaded: so
 * does who looks at a class with what it inherits.
 */
public final class CuriousAgent implements ClassFileTransformer {
  private final Set<String> asked = Collections.synchronizedSet(new HashSet<>());

  private CuriousAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new CuriousAgent());
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> before, ProtectionDomain domain, byte[] bytes) {
    if (loader != null && AgentInside.isAgents(loader) && asked.add(name)) {
      try {
        Class.forName(name.replace('/', '.'), false, loader);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
    return null;
  }
}
