package io.github.recordsplit.apps;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads write on one socket, half of them two payloads in a row under the monitor that the TLS
 * library takes inside of its writes, half of them without.
 *
 * <p>A payload is its thread's number, {@link #SIZE} times.
 */
public final class LockingWriters {
  private static final int THREADS = 4;
  private static final int ROUNDS = 1000;
  private static final int SIZE = 20;

  private LockingWriters() {}

  /** {@code stream} or {@code socket}: whose monitor it is. */
  public static void main(String[] args) throws Exception {
    LockingSocket socket = new LockingSocket(args[0].equals("stream"));
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      byte thread = (byte) i;
      writers.add(threads.submit(() -> write(socket, thread)));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    threads.shutdown();
    System.out.println(args[0] + " " + counts(socket.records));
  }

  private static boolean isInside(int thread) {
    return thread % 2 == 0;
  }

  private static Void write(LockingSocket socket, byte thread) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] payload = new byte[SIZE];
    Arrays.fill(payload, thread);
    for (int i = 0; i < ROUNDS; i++) {
      if (isInside(thread)) {
        synchronized (socket.monitor()) {
          out.write(payload);
          LockSupport.parkNanos(1);
          out.write(payload);
        }
      } else {
        out.write(payload);
      }
    }
    return null;
  }

  /** What arrived: payloads whole, split, and those with another thread's bytes inside. */
  private static String counts(List<byte[]> records) {
    int whole = 0;
    int split = 0;
    int mixed = 0;
    Iterator<byte[]> all = records.iterator();
    while (all.hasNext()) {
      byte[] first = all.next();
      if (first.length == SIZE) {
        whole++;
      } else if (first.length == 1 && all.hasNext() && follows(first, all.next())) {
        split++;
      } else {
        mixed++;
      }
    }
    return "whole=" + whole + " split=" + split + " mixed=" + mixed + torn(records);
  }

  private static boolean follows(byte[] first, byte[] rest) {
    return rest.length == SIZE - 1 && rest[0] == first[0];
  }

  /** Two payloads that were written under the monitor, and what came between them. */
  private static String torn(List<byte[]> records) {
    int torn = 0;
    int open = -1;
    int bytes = 0;
    for (byte[] record : records) {
      torn += open >= 0 && record[0] != open ? 1 : 0;
      open = open < 0 && isInside(record[0]) ? record[0] : open;
      bytes = open >= 0 ? bytes + record.length : 0;
      open = bytes == 2 * SIZE ? -1 : open;
      bytes = open < 0 ? 0 : bytes;
    }
    return " torn=" + torn;
  }
}
