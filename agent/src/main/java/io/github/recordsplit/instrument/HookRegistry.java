package io.github.recordsplit.instrument;

import io.github.recordsplit.bridge.Streams;
import io.github.recordsplit.feature.peeraddress.ChannelHooks;
import io.github.recordsplit.feature.peeraddress.UnwrapHook;
import io.github.recordsplit.feature.rehearse.ReadHooks;
import io.github.recordsplit.feature.upgrade.UpgradeHooks;
import io.github.recordsplit.instrument.classfile.ShapeException;
import io.github.recordsplit.library.bctls.BcTlsHooks;
import io.github.recordsplit.library.sunjsse.Members;
import io.github.recordsplit.library.sunjsse.OldSunJsseHooks;
import io.github.recordsplit.library.sunjsse.SunJsseHooks;
import io.github.recordsplit.library.unknown.TransportCreatedHook;
import io.github.recordsplit.observe.HookReport;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.startup.AgentRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hooks that were tried, which of them found their methods, and the woven classes. */
final class HookRegistry implements HookReport {
  /** Hook name to null where it is woven, else to what is missing. */
  private final Map<String, String> tried = Collections.synchronizedMap(new LinkedHashMap<>());

  /** Woven ahead of loading, by class name: the class file as found, and as woven. */
  private final Map<String, byte[][]> prepared = new HashMap<>();

  /** Where the connections of every TLS library pass. */
  private static final Hook[] BASES = {
    new TransportCreatedHook(TlsClassTransformer.ENGINE),
    new TransportCreatedHook(TlsClassTransformer.SOCKET)
  };

  private boolean jdkPrepared;

  /**
   * Weaves the JDK's own classes from their class files, so that the first line can tell.
   *
   * @param policy whose rules may ask for more than each JVM gets
   */
  void prepareJdk(Policy policy) {
    if (jdkPrepared) {
      return;
    }
    jdkPrepared = true;
    for (Hook hook : jdkHooks()) {
      prepare(hook);
    }
    for (Hook hook :
        more(
            TlsClassTransformer.SUN,
            policy.mayApply(Action.REHEARSE),
            policy.mayApply(Action.UPGRADE))) {
      byte[] unused = tryHook(hook, resource(hook.className));
    }
  }

  /**
   * Weaves a class that reads channels, once there are engines.
   *
   * @return null if it is none
   */
  byte[] weaveChannel(String className, byte[] found) {
    ChannelHooks hook = ChannelHooks.of(className);
    return hook == null || mentions(found, hook.bridgeName()) ? null : tryWeave(hook, found);
  }

  /** Two hooks may be of one class. */
  private void prepare(Hook hook) {
    byte[][] ahead = prepared.get(hook.className);
    byte[] found = ahead == null ? resource(hook.className) : ahead[0];
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
   * @param live whose rules may ask for more than each JVM gets
   * @return null to leave the class alone
   */
  byte[] weave(String className, byte[] found, boolean late, AgentRuntime live) {
    byte[] woven = weave(className, found, late);
    String copy = TlsClassTransformer.copyOf(className);
    List<Hook> more = more(copy, live.rehearses(), live.upgrades());
    if (live.upgrades()) {
      Collections.addAll(more, UpgradeHooks.bc(className));
    }
    Hook unwrap = live.seesChannels() ? UnwrapHook.of(className) : null;
    if (unwrap != null) {
      more.add(unwrap);
    }
    for (Hook hook : more) {
      if (hook.className.equals(className) && !(late && mentions(found, hook.bridgeName()))) {
        byte[] again = tryWeave(hook, woven == null ? found : woven);
        woven = again == null ? woven : again;
      }
    }
    return woven;
  }

  /** The hooks that only rules of some actions need, in one copy of SunJSSE. */
  private static List<Hook> more(String copy, boolean reads, boolean upgrades) {
    List<Hook> more = new ArrayList<>();
    if (reads && copy != null) {
      Collections.addAll(more, ReadHooks.in(copy));
    }
    if (upgrades && copy != null) {
      Collections.addAll(more, UpgradeHooks.in(copy));
    }
    return more;
  }

  private byte[] weave(String className, byte[] found, boolean late) {
    if (late && mentions(found, AgentRuntime.bridgeName())) {
      return null; // when it loaded: another agent transforms it again
    }
    byte[][] ahead = prepared.remove(className);
    if (ahead != null && Arrays.equals(ahead[0], found)) {
      return ahead[1];
    }
    List<Hook> hooks = hooksFor(className, found);
    if (hooks.isEmpty() && late) {
      hooks = named(className, SunJsseHooks.lateIn(TlsClassTransformer.copyOf(className)));
    }
    byte[] woven = null;
    for (Hook hook : hooks) {
      byte[] again = tryWeave(hook, woven == null ? found : woven);
      woven = again == null ? woven : again;
    }
    return woven;
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

  private static Hook[] jdkHooks() {
    Hook[] sunJsse = sunJsseHooks();
    Hook[] all = Arrays.copyOf(sunJsse, sunJsse.length + BASES.length);
    System.arraycopy(BASES, 0, all, sunJsse.length, BASES.length);
    return all;
  }

  private static Hook[] sunJsseHooks() {
    boolean old =
        !isThere(TlsClassTransformer.SUN + "SSLSocketOutputRecord")
            && isThere(TlsClassTransformer.SUN + "AppOutputStream");
    return old
        ? OldSunJsseHooks.in(TlsClassTransformer.SUN)
        : SunJsseHooks.in(TlsClassTransformer.SUN);
  }

  private static List<Hook> hooksFor(String className, byte[] found) {
    String copy = TlsClassTransformer.copyOf(className);
    if (copy == null) {
      List<Hook> base = named(className, BASES);
      return base.isEmpty() ? BcTlsHooks.in(className, found) : base;
    }
    List<Hook> current = named(className, SunJsseHooks.in(copy));
    // The current shape has classes of the same names, which only the old one splits in.
    return current.isEmpty() && mentions(found, Members.NEED_TO_SPLIT)
        ? named(className, OldSunJsseHooks.in(copy))
        : current;
  }

  /** Whether a class, by its binary name, decides on payloads without knowing whose they are. */
  static boolean isOfRecordLayer(String name) {
    return name.endsWith("OutputRecord") || name.endsWith(".TlsProtocol");
  }

  private static boolean mentions(byte[] classFile, String word) {
    return new String(classFile, StandardCharsets.ISO_8859_1).contains(word);
  }

  private static List<Hook> named(String className, Hook[] hooks) {
    List<Hook> named = new ArrayList<>(1);
    for (Hook hook : hooks) {
      if (hook.className.equals(className)) {
        named.add(hook);
      }
    }
    return named;
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

  private static boolean isThere(String className) {
    try (InputStream in = open(className)) {
      return in != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] resource(String className) {
    try (InputStream in = open(className)) {
      return in == null ? null : Streams.readAll(in);
    } catch (IOException e) {
      return null;
    }
  }

  private static InputStream open(String className) {
    // Through a class of the JDK: a class loader would make a URL first, which costs 40 ms.
    return Object.class.getResourceAsStream('/' + className + ".class");
  }
}
