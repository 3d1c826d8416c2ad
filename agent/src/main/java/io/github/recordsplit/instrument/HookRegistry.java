package io.github.recordsplit.instrument;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hooks that were tried, which of them found their methods, and the woven classes. */
public final class HookRegistry implements HookReport {
  /** Hook name to null where it is woven, else to what is missing. */
  private final Map<String, String> tried = Collections.synchronizedMap(new LinkedHashMap<>());

  /** Woven ahead of loading, by class name: the class file as found, and as woven. */
  private final Map<String, byte[][]> prepared = new HashMap<>();

  private final HookTables tables;
  private boolean jdkPrepared;

  /** Makes a registry in which nothing was tried yet. */
  public HookRegistry(HookTables tables) {
    this.tables = tables;
  }

  /** Whether a class file has a word in it, as a name or a text. */
  public static boolean mentions(byte[] classFile, String word) {
    return new String(classFile, StandardCharsets.ISO_8859_1).contains(word);
  }

  /**
   * Weaves the JDK's own classes from their class files, so that the first line can tell.
   *
   * @param wanted features that are not woven yet, and only tried
   */
  void prepareJdk(List<HookTable> wanted) {
    if (jdkPrepared) {
      return;
    }
    jdkPrepared = true;
    for (HookTable library : tables.libraries) {
      for (Hook hook : library.ahead()) {
        prepare(hook);
      }
    }
    for (HookTable feature : wanted) {
      for (Hook hook : feature.ahead()) {
        byte[] unused = tryHook(hook, JdkClasses.read(hook.className));
      }
    }
  }

  /** Two hooks may be of one class. */
  private void prepare(Hook hook) {
    byte[][] ahead = prepared.get(hook.className);
    byte[] found = ahead == null ? JdkClasses.read(hook.className) : ahead[0];
    byte[] woven = tryHook(hook, ahead == null ? found : ahead[1]);
    if (woven != null) {
      prepared.put(hook.className, new byte[][] {found, woven});
    }
  }

  private byte[] tryHook(Hook hook, byte[] found) {
    if (found == null) {
      tried.put(hook.name, "no such class");
      return null;
    }
    return tryWeave(hook, found);
  }

  /**
   * Weaves a class that is being loaded.
   *
   * @param late whether it is loaded already, and may have objects
   * @return null to leave the class alone
   */
  byte[] weave(String className, byte[] found, boolean late) {
    byte[][] ahead = prepared.remove(className);
    byte[] woven = null;
    if (ahead != null && Arrays.equals(ahead[0], found)) {
      woven = ahead[1];
    } else {
      for (HookTable library : tables.libraries) {
        woven = weave(library, className, found, late, woven);
      }
    }
    for (HookTable feature : tables.features()) {
      woven = weave(feature, className, found, late, woven);
    }
    return woven;
  }

  private byte[] weave(
      HookTable table, String className, byte[] found, boolean late, byte[] before) {
    byte[] woven = before;
    if (table.mayWeave(className)) {
      for (Hook hook : table.hooks(className, found, late)) {
        // Woven when it loaded: another agent transforms it again.
        boolean done = late && mentions(found, hook.bridge);
        byte[] again = done ? null : tryWeave(hook, woven == null ? found : woven);
        woven = again == null ? woven : again;
      }
    }
    return woven;
  }

  /**
   * Weaves a class of any name, by the hooks that were found for it.
   *
   * @return null to leave the class alone
   */
  byte[] weaveFound(Hook[] hooks, byte[] found) {
    byte[] woven = null;
    for (Hook hook : hooks) {
      byte[] last = woven == null ? found : woven;
      byte[] again =
          hook.isOptional()
              ? hook.weave(last)
              : mentions(found, hook.bridge) ? null : tryWeave(hook, last);
      woven = again == null ? woven : again;
    }
    return woven;
  }

  private byte[] tryWeave(Hook hook, byte[] found) {
    try {
      byte[] woven = hook.weave(found);
      if (hook.isCounted()) {
        tried.put(hook.name, null);
      }
      return woven;
    } catch (ShapeException e) {
      tried.put(hook.name, "expected " + e.getMessage());
    } catch (RuntimeException e) {
      tried.put(hook.name, e.toString());
    }
    return null;
  }

  int missingCount() {
    return missingOnes().size();
  }

  /** One phrase for each hook that did not find its method, or null if all did. */
  String missing() {
    List<String> missing = missingOnes();
    return missing.isEmpty() ? null : String.join("; ", missing);
  }

  @Override
  public List<String> woven() {
    List<String> woven = new ArrayList<>();
    synchronized (tried) {
      for (Map.Entry<String, String> hook : tried.entrySet()) {
        if (hook.getValue() == null) {
          woven.add(hook.getKey());
        }
      }
    }
    return woven;
  }

  @Override
  public List<String> missingOnes() {
    List<String> missing = new ArrayList<>();
    synchronized (tried) {
      for (Map.Entry<String, String> hook : tried.entrySet()) {
        if (hook.getValue() != null) {
          missing.add(hook.getKey() + " (" + hook.getValue() + ')');
        }
      }
    }
    return missing;
  }

  String summary() {
    int missing = missingCount();
    String counts = "hooks " + (tried.size() - missing) + " of " + tried.size();
    return missing == 0 ? counts : counts + ", MISSING: " + missing();
  }
}
