package io.github.recordsplit.startup;

import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.HookTables;
import io.github.recordsplit.instrument.TlsClassTransformer;
import io.github.recordsplit.instrument.Weaver;
import io.github.recordsplit.instrument.WeaverSource;
import io.github.recordsplit.library.LibrarySupport;
import io.github.recordsplit.library.SupportedLibraries;
import io.github.recordsplit.library.bctls.BcTlsHooks;
import io.github.recordsplit.library.bctls.BcTlsSupport;
import io.github.recordsplit.library.sunjsse.SunJsseHooks;
import io.github.recordsplit.library.sunjsse.SunJsseSupport;
import io.github.recordsplit.library.unknown.TransportHooks;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** The TLS libraries that are woven: who adds one adds it here. */
final class Libraries {
  /** The only names that hooks are asked about; constants, so that no library's class is loaded. */
  private static final String[] PACKAGES = {
    TlsClassTransformer.JSSE,
    SunJsseHooks.JDK,
    SunJsseHooks.OPENJSSE,
    BcTlsHooks.TLS,
    BcTlsHooks.PROVIDER
  };

  final SunJsseSupport sunJsse = new SunJsseSupport();
  final BcTlsSupport bcTls = new BcTlsSupport();
  final SupportedLibraries all = new SupportedLibraries(sunJsse, bcTls);

  /** Where payloads leave; features add theirs. */
  final HookTables hooks = new HookTables(payloads(all));

  static HookTable[] payloads(SupportedLibraries all) {
    List<HookTable> tables = new ArrayList<>(3);
    for (LibrarySupport each : all.all()) {
      tables.add(each.payloads());
    }
    tables.add(new TransportHooks());
    return tables.toArray(new HookTable[0]);
  }

  /** The hooks that rules ask for, before they are woven. */
  List<HookTable> wanted(Policy policy) {
    List<HookTable> wanted = new ArrayList<>(2);
    if (policy.mayApply(Action.REHEARSE)) {
      wanted.add(all.reads());
    }
    if (policy.mayApply(Action.UPGRADE)) {
      wanted.add(all.handshakes());
    }
    return wanted;
  }

  /** What premain knows of them. */
  static final class Source implements WeaverSource {
    private final Instrumentation instrumentation;
    private final Options options;

    /**
     * Made before any application class runs: threads keep alive what their maker's stack holds.
     */
    private final Prepared prepared;

    private volatile Libraries made;

    Source(Instrumentation instrumentation, Options options) {
      this.instrumentation = instrumentation;
      this.options = options;
      this.prepared = new Prepared(options);
    }

    @Override
    public String[] packages() {
      return PACKAGES;
    }

    @Override
    public HookTables tables() {
      return libraries().hooks;
    }

    Libraries libraries() {
      Libraries known = made;
      return known == null ? make() : known;
    }

    private synchronized Libraries make() {
      if (made == null) {
        made = new Libraries();
      }
      return made;
    }

    @Override
    public Weaver weaver(TlsClassTransformer transformer) {
      return AgentIntroduction.weaver(instrumentation, options, prepared, libraries(), transformer);
    }
  }
}
