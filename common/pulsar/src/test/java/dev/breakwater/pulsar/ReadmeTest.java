package dev.breakwater.pulsar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code jobs/README.md} on Pulsar are made from the options and metrics. With {@code
 * -Dbreakwater.write-docs=true} they are written instead of compared.
 */
class ReadmeTest {

  private static final Path README =
      Path.of(System.getProperty("breakwater.root"), "jobs", "README.md");

  @Test
  void listsTheOptionsAsTheyAre() throws IOException {
    String all = OptionCatalog.of("pulsar", "", PulsarOptions.group()).markdown();
    String table = all.substring(all.indexOf("#### Pulsar\n") + "#### Pulsar\n\n".length());
    assertSection("options of pulsar", table);
  }

  @Test
  void listsTheMetricsAsTheyAre() throws IOException {
    StringBuilder table =
        new StringBuilder("| metric | kind | unit | meaning |\n|---|---|---|---|\n");
    for (Metric metric : PulsarMetrics.all()) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  metric.name(),
                  metric.kind().name().toLowerCase(Locale.ROOT),
                  metric.unit(),
                  metric.text()));
    }
    assertSection("metrics of pulsar", table.toString());
  }

  private static void assertSection(String name, String expected) throws IOException {
    String begin = "<!-- begin " + name + " -->\n";
    String end = "<!-- end " + name + " -->\n";
    String readme = Files.readString(README);
    assertThat(readme).contains(begin, end);
    int from = readme.indexOf(begin) + begin.length();
    int to = readme.indexOf(end);
    if (Boolean.getBoolean("breakwater.write-docs")) {
      Files.writeString(README, readme.substring(0, from) + expected + readme.substring(to));
      return;
    }
    assertThat(readme.substring(from, to))
        .as("section '%s'; -Dbreakwater.write-docs=true writes it", name)
        .isEqualTo(expected);
  }
}
