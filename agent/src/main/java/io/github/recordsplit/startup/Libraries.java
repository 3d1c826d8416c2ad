package io.github.recordsplit.startup;

import io.github.recordsplit.feature.peeraddress.PeerAddressHooks;
import io.github.recordsplit.feature.rehearse.ReadHooks;
import io.github.recordsplit.feature.upgrade.UpgradeHooks;
import io.github.recordsplit.instrument.FeatureHooks;
import io.github.recordsplit.instrument.FoundHooks;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.HookTables;
import io.github.recordsplit.instrument.TlsClassTransformer;
import io.github.recordsplit.library.bctls.BcTlsHooks;
import io.github.recordsplit.library.sunjsse.SunJsseHooks;
import io.github.recordsplit.library.unknown.TransportHooks;
import io.github.recordsplit.library.unknown.UnknownLibraryHooks;

/** The TLS libraries and features that are woven: who adds one adds it here. */
final class Libraries {
  /** The only names that the libraries are asked about; constants, so that none is loaded. */
  private static final String[] PACKAGES = {
    TlsClassTransformer.JSSE,
    SunJsseHooks.JDK,
    SunJsseHooks.OPENJSSE,
    BcTlsHooks.TLS,
    BcTlsHooks.PROVIDER
  };

  final UnknownLibraryHooks unknown;
  final ReadHooks rehearse;
  final UpgradeHooks upgrade;
  final PeerAddressHooks peerAddress;
  private final HookTables tables;

  /** Loads all of their tables. */
  Libraries() {
    unknown = new UnknownLibraryHooks();
    rehearse = new ReadHooks();
    upgrade = new UpgradeHooks();
    peerAddress = new PeerAddressHooks();
    tables =
        new HookTables(
            new HookTable[] {new SunJsseHooks(), new BcTlsHooks(), new TransportHooks()},
            new FeatureHooks[] {rehearse, upgrade, peerAddress},
            new FoundHooks[] {unknown, peerAddress});
  }

  static String[] packages() {
    return PACKAGES;
  }

  HookTables tables() {
    return tables;
  }
}
