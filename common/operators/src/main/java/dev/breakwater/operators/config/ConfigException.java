package dev.breakwater.operators.config;

import java.util.List;

/**
 * Everything that is wrong with a configuration, in one message: a header line, then one line per
 * problem. It names no secret and has neither cause nor stack trace: its reader is the person who
 * wrote the configuration.
 */
public final class ConfigException extends Exception {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems at least one; each a single line: key, what is wrong, value, what is allowed
   */
  public ConfigException(List<String> problems) {
    super(text(problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }

  private static String text(List<String> problems) {
    String header =
        problems.size() == 1
            ? "1 problem in the configuration:"
            : problems.size() + " problems in the configuration:";
    return header + "\n  - " + String.join("\n  - ", problems);
  }
}
