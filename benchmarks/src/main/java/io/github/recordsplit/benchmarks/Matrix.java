package io.github.recordsplit.benchmarks;

import io.github.recordsplit.benchmarks.jmh.EngineWrap;
import io.github.recordsplit.benchmarks.jmh.Library;
import io.github.recordsplit.benchmarks.jmh.SocketWrite;
import io.github.recordsplit.benchmarks.jmh.Suite;
import io.github.recordsplit.benchmarks.jmh.Variant;
import java.util.ArrayList;
import java.util.List;

/** Which payloads, suites and libraries are measured: all that there are take hours. */
final class Matrix {
  /**
   * Of one benchmark class; its variants are forked in turns.
   *
   * @param promised whether there are limits to hold its figures against
   */
  record Row(
      Class<?> benchmark,
      Library library,
      Suite suite,
      int payload,
      int threads,
      boolean promised) {
    List<Variant> variants() {
      List<Variant> variants = new ArrayList<>(library.variants());
      if (promised) {
        variants.remove(Variant.NEVER); // nothing is promised of it
      }
      if (!suite.isVulnerable()) {
        variants.remove(Variant.OWN); // the same as none
        variants.remove(Variant.NEVER); // the same as leave
      }
      return variants;
    }

    String name() {
      return work() + payload + " B" + (threads == 1 ? "" : ", " + threads + " threads");
    }

    /** How the names of all payloads begin. */
    String work() {
      String what = benchmark == EngineWrap.class ? "engine wrap" : "socket write";
      return what + ", " + library + ", " + suite + ", ";
    }
  }

  private static final int[] ALL = {1, 16, 100, 1_400, 16_384, 65_536};
  private static final int[] TWO = {100, 16_384};

  private final List<Row> rows = new ArrayList<>();

  private Matrix() {}

  /**
   * Smoke: a few. Quick: two payloads. Full: all of TLS 1.0 with AES-128, and two payloads of the
   * rest.
   */
  static List<Row> rows(Effort effort, boolean everything) {
    Matrix matrix = new Matrix();
    if (effort == Effort.SMOKE) {
      matrix.smoke();
    } else if (everything) {
      matrix.add(List.of(Library.values()), List.of(Suite.values()), ALL);
    } else if (effort == Effort.QUICK) {
      matrix.rows.add(promised(SocketWrite.class, 100));
      matrix.rows.add(promised(EngineWrap.class, 100));
      matrix.rows.add(promised(EngineWrap.class, 16_384));
    } else {
      matrix.full();
    }
    return matrix.rows;
  }

  /** Each benchmark, each library, and a suite that nobody splits. */
  private void smoke() {
    for (Library library : Library.values()) {
      rows.add(new Row(EngineWrap.class, library, Suite.AES_128_CBC, 100, 1, false));
    }
    rows.add(promised(SocketWrite.class, 100));
    rows.add(new Row(EngineWrap.class, Library.SUN_JSSE, Suite.TLS13, 100, 1, false));
  }

  private static Row promised(Class<?> benchmark, int payload) {
    return new Row(benchmark, Library.SUN_JSSE, Suite.AES_128_CBC, payload, 1, true);
  }

  private void full() {
    List<Library> jdk = List.of(Library.SUN_JSSE);
    for (int payload : ALL) {
      rows.add(promised(SocketWrite.class, payload));
      rows.add(promised(EngineWrap.class, payload));
    }
    for (int threads : new int[] {2, 64}) {
      rows.add(
          new Row(EngineWrap.class, Library.SUN_JSSE, Suite.AES_128_CBC, 1_400, threads, true));
    }
    add(jdk, List.of(Suite.AES_256_CBC, Suite.TRIPLE_DES, Suite.TLS12_GCM, Suite.TLS13), TWO);
    add(
        List.of(Library.BC_JSSE, Library.CONSCRYPT, Library.TCNATIVE),
        List.of(Suite.AES_128_CBC),
        TWO);
  }

  private void add(List<Library> libraries, List<Suite> suites, int[] payloads) {
    for (Library library : libraries) {
      for (Suite suite : suites) {
        for (int payload : payloads) {
          add(library, suite, payload);
        }
      }
    }
  }

  private void add(Library library, Suite suite, int payload) {
    if (library == Library.SUN_JSSE) {
      rows.add(new Row(SocketWrite.class, library, suite, payload, 1, false));
    }
    if (library == Library.SUN_JSSE || suite != Suite.TRIPLE_DES) { // BoringSSL has none
      rows.add(new Row(EngineWrap.class, library, suite, payload, 1, false));
    }
  }
}
