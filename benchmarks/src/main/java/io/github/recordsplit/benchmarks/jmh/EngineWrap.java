package io.github.recordsplit.benchmarks.jmh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Encrypts payloads on a client's engine; nobody decrypts them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineWrap {
  private final ByteBuffer wire = ByteBuffer.allocate(Engines.ROOM);
  private SSLEngine client;
  private SSLEngine server;
  private ByteBuffer source;

  @Setup
  public void connect(Cell cell) throws GeneralSecurityException, IOException {
    client = cell.library.engine(true, cell.suite);
    server = cell.library.engine(false, cell.suite);
    new Engines().handshake(client, server);
    source = ByteBuffer.allocate(Records.PAYLOAD);
    wrap(); // the first record after a handshake has exemptions
    Records.check(wire.array(), wrap(), cell.splits());
    cell.checkAgent();
    source = ByteBuffer.allocate(cell.payload);
  }

  /** Bytes that a payload becomes. */
  @Benchmark
  public int wrap() throws SSLException {
    source.clear();
    wire.clear();
    while (source.hasRemaining()) {
      client.wrap(source, wire);
    }
    return wire.position();
  }
}
