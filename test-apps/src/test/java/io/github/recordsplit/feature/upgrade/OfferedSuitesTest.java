package io.github.recordsplit.feature.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Pinned;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The order in which an upgraded client offers cipher suites, as its ClientHello has it: those of
 * newer versions first and as its library orders them, the application's own as it ordered them.
 */
@Execution(ExecutionMode.CONCURRENT)
class OfferedSuitesTest {
  private static final String WRONG = "upgrade offers the suites in the wrong order";
  private static final Path RULES = Target.write("upgrade/order", "upgrade host localhost\n");
  private static final int WAIT_MILLIS = 60_000;

  /** What {@link Pinned} asks for: AES-128-CBC with SHA, by RSA and by ECDHE-RSA. */
  private static final List<Integer> OWN = List.of(0x002f, 0xc013);

  private static final int RENEGOTIATION_INFO = 0x00ff;

  @Test
  void ofTheJdk() throws Exception {
    List<Integer> newer = newer(UpgradedLibrary.SUN_JSSE);
    Tls.allow(); // for those that come after this one
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    List<Integer> due = suites(hello.flip().position(5));
    due.retainAll(newer);
    assertEquals(due, newer, WRONG);
  }

  @Test
  void ofBctls() throws Exception {
    newer(UpgradedLibrary.BC_JSSE);
  }

  /** What is offered before the application's own. */
  private static List<Integer> newer(UpgradedLibrary library) throws IOException {
    List<Integer> offered = offered(library);
    int newer = offered.size() - OWN.size();
    assertEquals(OWN, offered.subList(newer, offered.size()), WRONG);
    assertEquals(0x13, offered.get(0) >> 8, WRONG + ": one of TLS 1.3 is the first");
    return offered.subList(0, newer);
  }

  private static List<Integer> offered(UpgradedLibrary library) throws IOException {
    ChildJvm jvm = library.in(ChildJvm.on(Jdks.running()).brief()).agent("rules=" + RULES);
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Child client = jvm.main(Pinned.class).start()) {
      listener.setSoTimeout(WAIT_MILLIS);
      client.type(listener.getLocalPort() + " socket suites\n");
      try (Socket socket = listener.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.skipNBytes(3);
        byte[] hello = new byte[in.readUnsignedShort()];
        in.readFully(hello);
        return suites(ByteBuffer.wrap(hello));
      }
    }
  }

  /** Those of a ClientHello (RFC 5246, 7.4.1.2). */
  private static List<Integer> suites(ByteBuffer hello) {
    hello.position(hello.position() + 4 + 2 + 32);
    hello.position(hello.position() + 1 + hello.get(hello.position()));
    List<Integer> suites = new ArrayList<>();
    for (int left = hello.getShort(); left > 0; left -= 2) {
      suites.add(hello.getShort() & 0xffff);
    }
    suites.remove((Integer) RENEGOTIATION_INFO);
    return suites;
  }
}
