package dev.breakwater.scripts.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.scripts.cluster.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Which alerts reach Alertmanager for the jobs of a round, and when they are over. Without
 * monitoring it expects none.
 */
final class AlertWatch implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration FIRES = Duration.ofSeconds(30);
  private static final Duration RESOLVES = Duration.ofSeconds(60);
  private static final long PERIOD_MILLIS = 200;
  private static final long END_MILLIS = 15_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> expected;
  private final String instance;
  private final URI alertmanager;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final Map<String, Long> fired = new HashMap<>();
  private final Set<String> active = new HashSet<>();
  private final Thread thread = new Thread(this::run, "drill-alert-watch");
  private volatile boolean stopped;
  private volatile int silences;

  private AlertWatch(List<String> expected, String instance, URI alertmanager) {
    this.expected = expected;
    this.instance = instance;
    this.alertmanager = alertmanager;
  }

  /**
   * Begins to look.
   *
   * @param instance what the names of the round's jobs begin with
   */
  static AlertWatch start(Ground ground, Drill drill, String instance) {
    URI address = ground.cluster().monitor(Role.ALERTMANAGER);
    List<String> expected = address == null ? List.of() : drill.alerts();
    AlertWatch watch =
        new AlertWatch(expected, instance, address == null ? ground.cluster().rest() : address);
    if (!expected.isEmpty()) {
      watch.thread.setDaemon(true);
      watch.thread.start();
    }
    return watch;
  }

  /**
   * Waits until each expected alert has fired and is over again, and writes down how long after the
   * damage it fired and how long after the end of the damage it was over.
   */
  void judge(Stage stage, long faultMillis, List<String> complaints) throws InterruptedException {
    for (String alert : expected) {
      if (!await(FIRES, () -> fired(alert).isPresent())) {
        complaints.add("no alert %s; Alertmanager was silent %d times".formatted(alert, silences));
        continue;
      }
      stage.figure(figure(alert, "fired"), (fired(alert).orElseThrow() - faultMillis) / 1_000.0);
      if (await(RESOLVES, () -> !isActive(alert))) {
        stage.figure(figure(alert, "over"), (System.currentTimeMillis() - faultMillis) / 1_000.0);
      } else {
        complaints.add("alert %s is not over %d s later".formatted(alert, RESOLVES.toSeconds()));
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join(END_MILLIS);
  }

  private static String figure(String alert, String what) {
    return alert.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT) + "_" + what + "_s";
  }

  private synchronized OptionalLong fired(String alert) {
    Long at = fired.get(alert);
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  private synchronized boolean isActive(String alert) {
    return active.contains(alert);
  }

  private static boolean await(Duration within, BooleanSupplier met) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (!met.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(PERIOD_MILLIS);
    }
    return true;
  }

  private void run() {
    while (!stopped) {
      try {
        lookWhenItAnswers();
        Thread.sleep(PERIOD_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void lookWhenItAnswers() throws InterruptedException {
    try {
      look();
    } catch (IOException notNow) {
      // What was active stays so until Alertmanager says otherwise; no alert at all is a complaint.
      silences++;
    }
  }

  private void look() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(alertmanager.resolve("/api/v2/alerts?active=true"))
            .timeout(ANSWER)
            .build();
    String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Set<String> now = new HashSet<>();
    for (JsonNode alert : JSON.readTree(answer)) {
      JsonNode labels = alert.path("labels");
      if (labels.path("job_name").asText().startsWith(instance)) {
        now.add(labels.path("alertname").asText());
      }
    }
    saw(now);
  }

  private synchronized void saw(Set<String> now) {
    now.forEach(alert -> fired.putIfAbsent(alert, System.currentTimeMillis()));
    active.clear();
    active.addAll(now);
  }
}
