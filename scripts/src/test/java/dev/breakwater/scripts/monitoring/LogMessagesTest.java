package dev.breakwater.scripts.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue of log messages has what the code says, with its level, and nothing else. */
class LogMessagesTest {

  private static final Path ROOT = Path.of(System.getProperty("breakwater.root"));
  private static final List<String> MODULES =
      List.of(
          "common/operators",
          "common/rabbitmq",
          "common/rabbitmq-stream",
          "common/pulsar",
          "common/backpressure",
          "jobs");
  private static final Pattern CALL =
      Pattern.compile("\\bLOG(?:GER)?\\s*\\.(info|warn|error)\\(\\s*\"([^\"{]*)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\w+) \\|");

  @Test
  void everyMessageIsInTheCatalogue() throws IOException {
    List<Message> said = said();
    List<Message> stated = stated();
    assertThat(said).hasSizeGreaterThan(15);
    assertThat(said).allSatisfy(message -> assertThat(stated).anyMatch(message::isStatedBy));
  }

  @Test
  void everyRowOfTheCatalogueIsSaid() throws IOException {
    List<Message> said = said();
    assertThat(stated()).allSatisfy(row -> assertThat(said).anyMatch(one -> one.isStatedBy(row)));
  }

  private record Message(String text, String level) {
    boolean isStatedBy(Message row) {
      return text.startsWith(row.text) && level.equals(row.level);
    }
  }

  private static List<Message> said() throws IOException {
    List<Message> said = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
          CALL.matcher(Files.readString(file))
              .results()
              .forEach(call -> said.add(new Message(call.group(2), call.group(1))));
        }
      }
    }
    return said;
  }

  private static List<Message> stated() throws IOException {
    String readme = MonitoringFiles.read("README.md");
    String table =
        readme.substring(
            readme.indexOf("<!-- begin log messages -->"),
            readme.indexOf("<!-- end log messages -->"));
    return ROW.matcher(table)
        .results()
        .map(row -> new Message(row.group(1), row.group(2)))
        .toList();
  }
}
