package io.github.recordsplit.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which class globs of some rules hold for a call stack.
 *
 * <p>Each glob that several rules share is tried once, and what is found out about a class's name
 * is kept: stacks are made of few names again and again. So a stack costs one look-up a name with
 * 10 rules and with 100,000. Only names are kept, which pin no class, and they go with the rules.
 */
final class ClassVerdicts {
  /** Names that are kept. Classes that are made while a JVM runs have ever new ones. */
  static final int MOST = 8_192;

  private static final int[] NONE = {};

  /** The globs, each once. */
  private final Glob[] globs;

  /** The number of each rule's glob; of a rule without one it means nothing. */
  private final int[] globOf;

  /** The numbers of the globs that match a name. */
  private final Map<String, int[]> verdicts = new ConcurrentHashMap<String, int[]>();

  ClassVerdicts(Rule[] rules) {
    Map<String, Integer> numbers = new HashMap<String, Integer>();
    List<Glob> all = new ArrayList<Glob>();
    globOf = new int[anyAsksForClass(rules) ? rules.length : 0];
    for (int i = 0; i < globOf.length; i++) {
      if (rules[i].asksForClass()) {
        globOf[i] = number(rules[i].classes(), numbers, all);
      }
    }
    globs = all.toArray(new Glob[0]);
  }

  static boolean anyAsksForClass(Rule[] rules) {
    for (Rule rule : rules) {
      if (rule.asksForClass()) {
        return true;
      }
    }
    return false;
  }

  private static int number(Glob glob, Map<String, Integer> numbers, List<Glob> all) {
    Integer known = numbers.get(glob.toString());
    if (known != null) {
      return known;
    }
    numbers.put(glob.toString(), all.size());
    all.add(glob);
    return all.size() - 1;
  }

  /** Goes through a stack once. */
  Held of(String[] stack) {
    BitSet held = new BitSet();
    for (String name : stack) {
      if (name != null) {
        for (int glob : verdict(name)) {
          held.set(glob);
        }
      }
    }
    return new Held(held);
  }

  private int[] verdict(String name) {
    int[] known = verdicts.get(name);
    if (known == null) {
      known = matching(name);
      if (verdicts.size() >= MOST) {
        verdicts.clear(); // those that come again are found out again
      }
      verdicts.put(name, known);
    }
    return known;
  }

  private int[] matching(String name) {
    BitSet matching = new BitSet();
    for (int i = 0; i < globs.length; i++) {
      if (globs[i].matches(name)) {
        matching.set(i);
      }
    }
    int[] numbers = matching.isEmpty() ? NONE : new int[matching.cardinality()];
    for (int i = 0, glob = -1; i < numbers.length; i++) {
      glob = matching.nextSetBit(glob + 1);
      numbers[i] = glob;
    }
    return numbers;
  }

  /** How many names are kept. */
  int kept() {
    return verdicts.size();
  }

  /** What was found out about one stack. */
  final class Held {
    private final BitSet held;

    Held(BitSet held) {
      this.held = held;
    }

    /** Whether no class rule's class is on the stack. */
    boolean none() {
      return held.isEmpty();
    }

    /** Whether the class that a class rule asks for is on the stack. */
    boolean holds(int rule) {
      return held.get(globOf[rule]);
    }
  }
}
