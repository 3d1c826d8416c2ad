package io.github.recordsplit.startup;

import io.github.recordsplit.feature.rehearse.ReadHooks;
import io.github.recordsplit.feature.upgrade.UpgradeHooks;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.HookTables;
import io.github.recordsplit.instrument.TlsClassTransformer;
import io.github.recordsplit.instrument.Weaver;
import io.github.recordsplit.instrument.WeaverSource;
import io.github.recordsplit.library.bctls.BcTlsHooks;
import io.github.recordsplit.library.sunjsse.SunJsseHooks;
import io.github.recordsplit.library.unknown.TransportHooks;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** The TLS libraries that are woven: who adds one adds it here. */
final class Libraries implements WeaverSource {
  /** The only names that the tables are asked about; constants, so that no table is loaded. */
  private static final String[] PACKAGES = {
    TlsClassTransformer.JSSE,
    SunJsseHooks.JDK,
    SunJsseHooks.OPENJSSE,
    BcTlsHooks.TLS,
    BcTlsHooks.PROVIDER
  };

  private static HookTables made() {
    return new HookTables(new SunJsseHooks(), new BcTlsHooks(), new TransportHooks());
  }

  /** The tables of the features that rules ask for. */
  static List<HookTable> wanted(Policy policy) {
    List<HookTable> features = new ArrayList<>(2);
    if (policy.mayApply(Action.REHEARSE)) {
      features.add(new ReadHooks());
    }
    if (policy.mayApply(Action.UPGRADE)) {
      features.add(new UpgradeHooks());
    }
    return features;
  }

  private final Instrumentation instrumentation;
  private final Options options;

  /** Made before any application class runs: threads keep alive what their maker's stack holds. */
  private final Prepared prepared;

  private volatile HookTables tables;

  Libraries(Instrumentation instrumentation, Options options) {
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
    HookTables all = tables;
    return all == null ? firstTables() : all;
  }

  private synchronized HookTables firstTables() {
    if (tables == null) {
      tables = made();
    }
    return tables;
  }

  @Override
  public Weaver weaver(TlsClassTransformer transformer) {
    return AgentIntroduction.weaver(instrumentation, options, prepared, tables(), transformer);
  }
}
