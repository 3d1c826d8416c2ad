package io.github.recordsplit.apps.containers;

import java.io.File;
import java.lang.ref.WeakReference;
import org.jboss.modules.LocalModuleLoader;

/**
 * A module of JBoss Modules, which sees the JDK's packages that it asks for, and {@code java.*}.
 */
public final class JbossModules {
  private JbossModules() {}

  /** The folder of modules, the main class of the one named {@code deployed}, its argument. */
  public static void main(String[] args) throws Exception {
    Undeployed.await(deploy(args));
  }

  private static WeakReference<ClassLoader> deploy(String[] args) throws Exception {
    try (LocalModuleLoader modules = new LocalModuleLoader(new File[] {new File(args[0])})) {
      ClassLoader loader = modules.loadModule("deployed").getClassLoader();
      return Undeployed.run(loader, args[1], new String[] {args[2]});
    }
  }
}
