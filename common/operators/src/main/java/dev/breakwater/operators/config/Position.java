package dev.breakwater.operators.config;

/** Where something was written, as messages end with it. */
final class Position {

  private Position() {}

  static String line(String file, int line) {
    return file + " line " + line;
  }

  static String suffix(String position) {
    return position.isEmpty() ? "" : " (" + position + ")";
  }
}
