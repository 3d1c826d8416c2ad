package io.github.recordsplit.library.unknown;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Argument;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.TlsClassTransformer;

/** The constructors of the abstract bases that the objects of every TLS library must pass. */
public final class TransportHooks implements HookTable {
  @Override
  public boolean mayWeave(String className) {
    return className.equals(TlsClassTransformer.ENGINE)
        || className.equals(TlsClassTransformer.SOCKET);
  }

  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    return new Hook[] {hook(className)};
  }

  @Override
  public Hook[] ahead() {
    return new Hook[] {hook(TlsClassTransformer.ENGINE), hook(TlsClassTransformer.SOCKET)};
  }

  private static Hook hook(String className) {
    return new Hook(
        className,
        "<init>",
        Hook.ANY,
        BridgeInjector.CONNECTION_NAME,
        new MethodEntry(
            "<init>", "", new Call("transportMade", "(Ljava/lang/Object;)V", Argument.THIS)));
  }
}
