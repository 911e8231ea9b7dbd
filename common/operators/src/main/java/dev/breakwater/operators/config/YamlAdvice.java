package dev.breakwater.operators.config;

import java.util.Objects;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What to say about text that is not valid YAML. The parser's own words are used only where they
 * quote nothing of the text: it may hold secrets.
 */
final class YamlAdvice {

  private YamlAdvice() {}

  /** Starts with a separator; empty where there is nothing to say. */
  static String of(YamlEngineException e) {
    if (!(e instanceof MarkedYamlEngineException marked)) {
      return String.valueOf(e.getMessage()).startsWith("Number of aliases")
          ? ": aliases of lists and mappings are not supported"
          : ": it holds characters that YAML does not allow";
    }
    String problem = Objects.requireNonNullElse(marked.getProblem(), "");
    if (problem.contains("(TAB)")) {
      return ": indent with blanks, not tabs";
    }
    if (problem.contains("found another document")) {
      return ": it holds more than one document";
    }
    if (problem.contains("escape")) {
      return ": \\ is special between double quotes, use single quotes";
    }
    if (quotesNothing(problem)) {
      return ": " + problem;
    }
    return ": a value that starts with one of * & ! @ % ` | > needs quotes";
  }

  private static boolean quotesNothing(String problem) {
    return Stream.of(
            "expected <block end>, but found",
            "expected ',' or",
            "expected the node content",
            "mapping values are not allowed",
            "mapping keys are not allowed",
            "sequence entries are not allowed",
            "could not find expected ':'",
            "found unexpected end of stream",
            "found unexpected document separator")
        .anyMatch(problem::startsWith);
  }
}
