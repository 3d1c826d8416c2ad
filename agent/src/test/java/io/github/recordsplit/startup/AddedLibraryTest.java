package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.instrument.Argument;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.HookTables;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.NamedHooks;
import io.github.recordsplit.library.Handshake;
import io.github.recordsplit.library.LibrarySupport;
import io.github.recordsplit.library.SupportedLibraries;
import io.github.recordsplit.library.sunjsse.SunJsseSupport;
import io.github.recordsplit.observe.log.AgentLog;
import org.junit.jupiter.api.Test;

/** A TLS library is added by one class, and by one entry beside those that are there. */
class AddedLibraryTest {
  private static final String CHANNEL = "com/acme/tls/Channel";

  /** All of it: what it does not say, no feature asks. */
  private static final class Acme implements LibrarySupport {
    @Override
    public boolean isOf(String className) {
      return className.startsWith("com.acme.tls.");
    }

    @Override
    public HookTable payloads() {
      return new NamedHooks(CHANNEL) {
        @Override
        protected Hook[] all() {
          Call made = new Call("transportMade", "(Ljava/lang/Object;)V", Argument.THIS);
          MethodEntry entry = new MethodEntry("<init>", "", made);
          return new Hook[] {new Hook(CHANNEL, "<init>", 1, BridgeInjector.CONNECTION_NAME, entry)};
        }
      };
    }

    @Override
    public void connect(ConnectionContext control, AgentLog log, BridgeInjector opener) {
      // Nothing is read of it.
    }

    @Override
    public Connection connectionOf(Object object) {
      return null;
    }

    @Override
    public Connection known(Object object) {
      return null;
    }

    @Override
    public Connection reading(Object object) {
      return null;
    }

    @Override
    public Handshake handshake(Object handshake, Object configuration) {
      throw new UnsupportedOperationException();
    }
  }

  private final LibrarySupport acme = new Acme();
  private final SupportedLibraries all = new SupportedLibraries(new SunJsseSupport(), acme);
  private final HookTables hooks = new HookTables(Libraries.payloads(all));

  @Test
  void itsClassesAreWovenAndItsObjectsAreKnown() {
    assertSame(acme, all.ofClass("com.acme.tls.Channel"));
    assertTrue(hooks.mayWeave(CHANNEL));
    assertTrue(hooks.mayWeave("sun/security/ssl/SSLEngineOutputRecord"));
    assertTrue(hooks.mayWeave("javax/net/ssl/SSLEngine"));
  }

  @Test
  void noFeatureWeavesWhatItDoesNotName() {
    for (HookTable none :
        new HookTable[] {acme.reads(), acme.handshakes(), acme.answers(), acme.origins()}) {
      assertEquals(0, none.ahead().length);
      assertFalse(none.mayWeave(CHANNEL));
    }
  }
}
