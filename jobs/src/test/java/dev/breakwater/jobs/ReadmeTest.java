package dev.breakwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.isolate.IsolateMetrics;
import dev.breakwater.operators.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code jobs/README.md} and {@code conf/README.md} are made from the options and
 * metrics. With {@code -Dbreakwater.write-docs=true} they are written instead of compared.
 */
class ReadmeTest {

  private static final Path ROOT = Path.of(System.getProperty("breakwater.root"));
  private static final Path JOBS = ROOT.resolve("jobs/README.md");
  private static final Path CONF = ROOT.resolve("conf/README.md");

  @Test
  void listsTheOptionsOfEachJobAsTheyAre() throws IOException {
    for (String job : Jobs.names()) {
      OptionCatalog catalog = Objects.requireNonNull(Jobs.options(job));
      assertSection(JOBS, "options of " + catalog.job(), catalog.markdown());
    }
  }

  @Test
  void listsTheMetricsOfEachJobAsTheyAre() throws IOException {
    for (String job : Jobs.names()) {
      assertSection(JOBS, "metrics of " + job, Metric.markdown(Jobs.metrics(job)));
    }
  }

  @Test
  void listsAllMetricsByTheirNamesInPrometheus() throws IOException {
    StringBuilder table =
        new StringBuilder(
            "| in Prometheus | label | kind | unit | jobs |\n|---|---|---|---|---|\n");
    Map<Metric, List<String>> jobs = new LinkedHashMap<>();
    for (String job : Jobs.names()) {
      for (Metric metric : Jobs.metrics(job)) {
        jobs.computeIfAbsent(metric, first -> new ArrayList<>()).add(job);
      }
    }
    IsolateMetrics.all().forEach(metric -> jobs.put(metric, List.of("your own")));
    jobs.forEach(
        (metric, users) ->
            table.append(
                "| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                        metric.reported(),
                        metric.label(),
                        kind(metric),
                        metric.unit(),
                        String.join(", ", users))));
    assertSection(CONF, "all metrics", table.toString());
  }

  private static String kind(Metric metric) {
    return metric.kind().name().toLowerCase(Locale.ROOT);
  }

  private static void assertSection(Path file, String name, String expected) throws IOException {
    String begin = "<!-- begin " + name + " -->\n";
    String end = "<!-- end " + name + " -->\n";
    String readme = Files.readString(file);
    assertThat(readme).contains(begin, end);
    int from = readme.indexOf(begin) + begin.length();
    int to = readme.indexOf(end);
    if (Boolean.getBoolean("breakwater.write-docs")) {
      Files.writeString(file, readme.substring(0, from) + expected + readme.substring(to));
      return;
    }
    assertThat(readme.substring(from, to))
        .as(
            "section '%s' of %s; -Dbreakwater.write-docs=true writes it",
            name, ROOT.relativize(file))
        .isEqualTo(expected);
  }
}
