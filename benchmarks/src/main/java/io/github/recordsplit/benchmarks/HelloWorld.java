package io.github.recordsplit.benchmarks;

import java.io.IOException;

/** A program without TLS. */
public final class HelloWorld {
  private HelloWorld() {}

  public static void main(String[] args) throws IOException {
    System.out.println("Hello, world");
    Memory.tell();
  }
}
