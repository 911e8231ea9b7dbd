package dev.breakwater.operators.config;

import java.util.List;

/**
 * What was written under one key, before references are resolved.
 *
 * @param texts one, unless it is a list
 * @param position where it was written, such as {@code job.yaml line 3}; empty for an argument
 */
record Given(String key, List<String> texts, boolean list, String position) {

  static Given argument(String key, String text) {
    return new Given(key, List.of(text), false, "");
  }

  /** Without the texts: they may be secrets. */
  @Override
  public String toString() {
    return "Given[" + key + "]";
  }
}
