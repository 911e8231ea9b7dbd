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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which alerts reach Alertmanager for the jobs of a round, and when they are over. Without
 * monitoring it expects none.
 */
final class AlertWatch implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration FIRES = Duration.ofSeconds(30);
  private static final Duration RESOLVES = Duration.ofSeconds(90);
  private static final long PERIOD_MILLIS = 200;
  private static final long END_MILLIS = 15_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> expected;
  private final String instance;
  private final URI alertmanager;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final Map<String, Long> fired = new HashMap<>();
  private final Map<String, Long> over = new HashMap<>();
  private final Thread thread = new Thread(this::run, "drill-alert-watch");
  private volatile boolean stopped;
  private final AtomicInteger silences = new AtomicInteger();

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

  /** What fired at the start of the jobs, and is over, does not count: the load has begun since. */
  synchronized void begin() {
    fired.keySet().removeAll(over.keySet());
    over.clear();
  }

  /**
   * Waits until each expected alert has fired and is over again, and writes down how long after the
   * damage that was.
   */
  void judge(Stage stage, long faultMillis, List<String> complaints) throws InterruptedException {
    for (String alert : expected) {
      OptionalLong firedAt = await(FIRES, fired, alert);
      if (firedAt.isEmpty()) {
        complaints.add(
            "no alert %s; Alertmanager was silent %d times".formatted(alert, silences.get()));
        continue;
      }
      if (firedAt.getAsLong() < faultMillis) {
        complaints.add("false alarm: %s fired before the damage".formatted(alert));
        continue;
      }
      stage.figure(figure(alert, "fired"), (firedAt.getAsLong() - faultMillis) / 1_000.0);
      OptionalLong overAt = await(RESOLVES, over, alert);
      if (overAt.isPresent()) {
        stage.figure(figure(alert, "over"), (overAt.getAsLong() - faultMillis) / 1_000.0);
      } else {
        complaints.add("alert %s is not over after %d s".formatted(alert, RESOLVES.toSeconds()));
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

  /** The time of an alert; empty when it does not come in time. */
  private OptionalLong await(Duration within, Map<String, Long> times, String alert)
      throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    OptionalLong at = at(times, alert);
    while (at.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(PERIOD_MILLIS);
      at = at(times, alert);
    }
    return at;
  }

  private synchronized OptionalLong at(Map<String, Long> times, String alert) {
    Long at = times.get(alert);
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
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
      silences.incrementAndGet();
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
      // What is about no job is about the cluster.
      if (labels.path("job_name").asText(instance).startsWith(instance)) {
        now.add(labels.path("alertname").asText());
      }
    }
    saw(now);
  }

  private synchronized void saw(Set<String> active) {
    long now = System.currentTimeMillis();
    active.forEach(alert -> fired.putIfAbsent(alert, now));
    for (String alert : fired.keySet()) {
      if (active.contains(alert)) {
        over.remove(alert);
      } else {
        over.putIfAbsent(alert, now);
      }
    }
  }
}
