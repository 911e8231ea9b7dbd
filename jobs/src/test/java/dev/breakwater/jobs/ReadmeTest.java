package dev.breakwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.breaker.BreakerMetrics;
import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.deadletter.DeadLetterMetrics;
import dev.breakwater.operators.dedup.DedupMetrics;
import dev.breakwater.operators.kafka.KafkaMetrics;
import dev.breakwater.operators.lookup.LookupMetrics;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.quarantine.QuarantineMetrics;
import dev.breakwater.operators.quorum.QuorumMetrics;
import dev.breakwater.operators.redrive.RedriveMetrics;
import dev.breakwater.operators.repair.RepairMetrics;
import dev.breakwater.operators.window.WindowMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code jobs/README.md} are made from the options and metrics. With {@code
 * -Dbreakwater.write-docs=true} they are written instead of compared.
 */
class ReadmeTest {

  private static final Path README =
      Path.of(System.getProperty("breakwater.root"), "jobs", "README.md");

  @Test
  void listsTheOptionsOfEachJobAsTheyAre() throws IOException {
    for (String job : Jobs.names()) {
      OptionCatalog catalog = Objects.requireNonNull(Jobs.options(job));
      assertSection("options of " + catalog.job(), catalog.markdown());
    }
  }

  @Test
  void listsTheMetricsOfIngestAsTheyAre() throws IOException {
    assertMetrics(
        "ingest",
        List.of(
            DeadLetterMetrics.all(), DedupMetrics.all(), KafkaMetrics.all(), RepairMetrics.all()));
  }

  @Test
  void listsTheMetricsOfEnrichAsTheyAre() throws IOException {
    assertMetrics(
        "enrich",
        List.of(
            LookupMetrics.all(),
            BreakerMetrics.all(),
            QuarantineMetrics.all(),
            DeadLetterMetrics.all(),
            KafkaMetrics.all(),
            RepairMetrics.all()));
  }

  @Test
  void listsTheMetricsOfRedriveAsTheyAre() throws IOException {
    assertMetrics("redrive", List.of(RedriveMetrics.all(), KafkaMetrics.all()));
  }

  @Test
  void listsTheMetricsOfAggregateAsTheyAre() throws IOException {
    assertMetrics(
        "aggregate", List.of(DeadLetterMetrics.all(), WindowMetrics.all(), KafkaMetrics.all()));
  }

  @Test
  void listsTheMetricsOfReconcileAsTheyAre() throws IOException {
    assertMetrics(
        "reconcile", List.of(DeadLetterMetrics.all(), QuorumMetrics.all(), KafkaMetrics.all()));
  }

  private static void assertMetrics(String job, List<List<Metric>> groups) throws IOException {
    StringBuilder table =
        new StringBuilder("| metric | kind | unit | meaning |\n|---|---|---|---|\n");
    for (List<Metric> metrics : groups) {
      for (Metric metric : metrics) {
        table.append(
            "| `%s` | %s | %s | %s |\n"
                .formatted(
                    metric.name(),
                    metric.kind().name().toLowerCase(java.util.Locale.ROOT),
                    metric.unit(),
                    metric.text()));
      }
    }
    assertSection("metrics of " + job, table.toString());
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
        .as("section '%s' of jobs/README.md; -Dbreakwater.write-docs=true writes it", name)
        .isEqualTo(expected);
  }
}
