package dev.breakwater.scripts.monitoring;

import dev.breakwater.jobs.Jobs;
import dev.breakwater.operators.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What is shipped for monitoring, read as text. */
final class MonitoringFiles {

  private static final Path CONF = Path.of(System.getProperty("breakwater.root"), "conf");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern METRIC = Pattern.compile("\\b(?:flink|kafka_server|node)_\\w+");
  private static final Pattern RECORD = Pattern.compile("- record: ([\\w:]+)");
  private static final Pattern RECORDED = Pattern.compile("\\b(job:\\w+:\\w+)");
  private static final Pattern STATED = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  private MonitoringFiles() {}

  static Path file(String name) {
    return CONF.resolve(name);
  }

  static String read(String name) throws IOException {
    return Files.readString(file(name));
  }

  /** Names of all alerts, in their order. */
  static List<String> alerts() throws IOException {
    return found(ALERT, read("prometheus/rules/alerts.yml"));
  }

  /** Metrics of Flink and others that expressions name. */
  static Set<String> metrics(String text) {
    return new TreeSet<>(METRIC.matcher(text).results().map(match -> match.group()).toList());
  }

  /** Names of the series that rules record. */
  static List<String> recorded() throws IOException {
    return found(RECORD, read("prometheus/rules/recording.yml"));
  }

  /** Recorded series that expressions name. */
  static Set<String> recordedIn(String text) {
    return new TreeSet<>(found(RECORDED, text));
  }

  /** Metrics that may be named: ours, and those of others that the README states. */
  static Set<String> known() throws IOException {
    Set<String> known = new TreeSet<>(found(STATED, section("metrics of others")));
    for (String job : Jobs.names()) {
      Jobs.metrics(job).stream().map(Metric::reported).forEach(known::add);
    }
    return known;
  }

  static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static String section(String name) throws IOException {
    String readme = read("README.md");
    int from = readme.indexOf("<!-- begin " + name + " -->");
    return readme.substring(from, readme.indexOf("<!-- end " + name + " -->", from));
  }
}
