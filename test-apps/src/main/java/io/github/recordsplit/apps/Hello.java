package io.github.recordsplit.apps;

/** The smallest program: says something on both outputs and ends with a status of its own. */
public final class Hello {
  public static final int STATUS = 3;

  private Hello() {}

  public static void main(String[] args) {
    System.out.println("hello");
    System.err.println("hello, errors");
    System.exit(STATUS);
  }
}
