package dev.breakwater.testkit.flink;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * What a running job says of its source, named {@code raw}, as Flink's web interface sums it over
 * the subtasks.
 */
public final class SourceMetrics {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Pattern SOURCE =
      Pattern.compile("\"id\":\"([0-9a-f]+)\"[^{}]*\"name\":\"Source");
  private static final Pattern SUM = Pattern.compile("\"sum\":([0-9.]+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI job;

  public SourceMetrics(URI web, LocalJob job) {
    this.job = web.resolve("/jobs/" + job.id());
  }

  /** The sum over the subtasks; -1 if there is no such metric. */
  public long sum(String metric) throws IOException, InterruptedException {
    String name = "Source__raw." + metric;
    Matcher source = SOURCE.matcher(get(job));
    if (!source.find()) {
      return -1;
    }
    String vertex = job + "/vertices/" + source.group(1);
    Matcher sum = SUM.matcher(get(URI.create(vertex + "/subtasks/metrics?agg=sum&get=" + name)));
    return sum.find() ? Math.round(Double.parseDouble(sum.group(1))) : -1;
  }

  /** Waits until the sum is that. */
  public void await(String metric, long value, Duration within) {
    Awaitility.await(metric).atMost(within).until(() -> sum(metric) == value);
  }

  private String get(URI page) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page).timeout(DEADLINE).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
