package dev.breakwater.scripts.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code scripts/cluster panels}. */
@Command(
    name = "panels",
    customSynopsis = "scripts/cluster panels [OPTIONS]",
    description =
        "Evaluates every expression of conf/grafana on the cluster's Prometheus and names those"
            + " without data, which is right for jobs that do not run; exit code 1 if there are"
            + " any.")
final class PanelsCommand implements Callable<Integer> {

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();

  @Mixin private Place place = new Place();

  @Override
  public Integer call() throws IOException, InterruptedException {
    URI prometheus = LocalCluster.open(place.directory()).monitor(Role.PROMETHEUS);
    if (prometheus == null) {
      throw new ClusterException(
          "the cluster in %s has no Prometheus".formatted(place.directory()));
    }
    List<String> all = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (Path file : dashboards()) {
      JsonNode dashboard = JSON.readTree(file.toFile());
      for (JsonNode target : dashboard.path("panels").findValues("targets")) {
        target.findValuesAsText("expr").forEach(all::add);
      }
    }
    for (String expression : all) {
      String wrong = wrong(prometheus, expression.replace("$job_name", ".*"));
      if (wrong != null) {
        without.add(wrong + ": " + expression);
      }
    }
    without.forEach(System.out::println);
    System.out.printf("%d expressions, %d without data%n", all.size(), without.size());
    return without.isEmpty() ? 0 : ClusterCommand.FINDING;
  }

  private static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(Distribution.root().resolve("conf/grafana/dashboards"))) {
      return files.sorted().toList();
    }
  }

  /** Null when the expression has data. */
  private @Nullable String wrong(URI prometheus, String expression)
      throws IOException, InterruptedException {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(prometheus.resolve("/api/v1/query?query=" + query))
            .timeout(ANSWER)
            .build();
    JsonNode answer =
        JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    if (!answer.path("status").asText().equals("success")) {
      return answer.path("error").asText();
    }
    return answer.path("data").path("result").isEmpty() ? "no data" : null;
  }
}
