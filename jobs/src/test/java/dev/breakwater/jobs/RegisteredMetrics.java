package dev.breakwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.testkit.flink.LocalJob;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The metrics that a running job has, as Flink's web interface lists them. */
public final class RegisteredMetrics {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");
  private static final Pattern SUM = Pattern.compile("\"sum\":([-0-9.Ee]+)");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private RegisteredMetrics() {}

  /**
   * All that the job defines is registered, each under its label, and nothing that only other jobs
   * define.
   *
   * @param job its name in the jar
   */
  public static void assertAsDefined(String job, URI web, LocalJob running) {
    Set<String> defined = keys(Set.of(job));
    Set<String> known = keys(Jobs.names());
    Awaitility.await("metrics of " + job)
        .atMost(DEADLINE)
        .untilAsserted(
            () -> {
              Set<String> registered = registered(web.resolve("/jobs/" + running.id()));
              registered.retainAll(known);
              assertThat(registered).isEqualTo(defined);
            });
  }

  /**
   * A gauge of whole numbers, added up over all subtasks of all operators that have it; 0 where
   * none has.
   *
   * @param name with its label, as {@code reason.late.deadLetterDepth}
   */
  public static long sum(String name, URI web, LocalJob running)
      throws IOException, InterruptedException {
    URI job = web.resolve("/jobs/" + running.id());
    long sum = 0;
    // The page names each in its list and in the plan.
    for (String vertex : new TreeSet<>(ids(job))) {
      URI metrics = URI.create(job + "/vertices/" + vertex + "/subtasks/metrics");
      for (String metric : ids(metrics)) {
        if (metric.endsWith("." + name)) {
          Matcher found = SUM.matcher(get(URI.create(metrics + "?agg=sum&get=" + metric)));
          sum += found.find() ? Math.round(Double.parseDouble(found.group(1))) : 0;
        }
      }
    }
    return sum;
  }

  private static Set<String> keys(Set<String> jobs) {
    return jobs.stream()
        .flatMap(job -> Jobs.metrics(job).stream())
        .map(RegisteredMetrics::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String key(Metric metric) {
    // Of a histogram the web interface lists its quantiles and what else it knows.
    String name = metric.kind() == Kind.HISTOGRAM ? metric.name() + "_max" : metric.name();
    return metric.label().isEmpty() ? name : metric.label() + "." + name;
  }

  /** {@code OPERATOR.name} and {@code OPERATOR.label.value.name}, without operator and value. */
  private static Set<String> registered(URI job) throws IOException, InterruptedException {
    Set<String> keys = new TreeSet<>();
    for (String vertex : ids(job)) {
      for (String metric : ids(URI.create(job + "/vertices/" + vertex + "/subtasks/metrics"))) {
        String[] parts = metric.split("\\.", -1);
        if (parts.length == 2) {
          keys.add(parts[1]);
        } else if (parts.length == 4) {
          keys.add(parts[1] + "." + parts[3]);
        }
      }
    }
    return keys;
  }

  /** The members {@code id} of a page. */
  private static List<String> ids(URI page) throws IOException, InterruptedException {
    return ID.matcher(get(page)).results().map(found -> found.group(1)).toList();
  }

  private static String get(URI page) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page).timeout(DEADLINE).build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
