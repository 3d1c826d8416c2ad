package io.github.recordsplit.benchmarks;

/** A program without TLS. */
public final class HelloWorld {
  private HelloWorld() {}

  public static void main(String[] args) {
    System.out.println("Hello, world");
  }
}
