package io.millrace.runtime;

/** The entry point of every flow jar. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
