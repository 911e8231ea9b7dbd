package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.replicas.FinalResults;
import dev.breakwater.scripts.replicas.Testimony;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Three replicas of {@code aggregate}, made one by {@code reconcile}: the one whose results go out
 * is killed, another one lies for a few windows, and what comes out is held against a naive
 * computation.
 */
final class ReplicasDemo implements Play {

  private static final long TICK_MILLIS = 250;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final DemoSettings settings;
  private final Screen screen;
  private final Resources resources = new Resources();
  private @Nullable ReplicasView view;
  private @Nullable ReplicasSnapshot latest;
  private boolean finished;

  ReplicasDemo(DemoSettings settings, Screen screen) {
    this.settings = settings;
    this.screen = screen;
  }

  @Override
  public boolean run() throws InterruptedException, IOException {
    screen.say("starting Kafka and Flink in this JVM");
    DemoCluster cluster = DemoCluster.forReplicas(settings, resources);
    URI web = cluster.flink().webAddress();
    screen.say("Kafka %s, Flink's web UI %s%n".formatted(cluster.kafka().bootstrapServers(), web));
    ReplicasScene scene = new ReplicasScene(settings, cluster, resources);
    ReplicasView shown = new ReplicasView(title(), web.toString());
    view = shown;
    ReplicasSnapshot now = scene.look();
    latest = now;
    while (!scene.tick(now)) {
      screen.show(shown, now);
      TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      now = scene.look();
      latest = now;
    }
    ReplicasBalance balance = balance(scene, shown);
    screen.say(balance.toString());
    finished = true;
    return balance.holds();
  }

  @Override
  public void showStateSoFar() {
    ReplicasSnapshot now = latest;
    ReplicasView shown = view;
    if (finished) {
      return;
    }
    screen.say("");
    screen.say(now == null || shown == null ? "stopped before the first record" : shown.line(now));
    screen.say("stopped; an unfinished run has no balance");
  }

  @Override
  public boolean started() {
    return latest != null;
  }

  @Override
  public String hint() {
    return "";
  }

  @Override
  public void close() {
    resources.close();
  }

  private ReplicasBalance balance(ReplicasScene scene, ReplicasView shown)
      throws InterruptedException, IOException {
    screen.say("all is sent; waiting for what may still come");
    FinalResults.Result result = scene.finish(PATIENCE);
    ReplicasSnapshot end = scene.last();
    latest = end;
    screen.last(shown, end);
    Testimony testimony = Testimony.of(scene.lies(), result.discrepancies());
    ReplicasBalance balance =
        ReplicasBalance.of(result, testimony, settings.faults(), scene.primary());
    ReplicasReport report = new ReplicasReport(settings, end, scene.samples(), balance);
    screen.say("report " + report.write(settings.report()));
    screen.say("");
    return balance;
  }

  private String title() {
    return "breakwater demo: flights -> 3 replicas of aggregate -> reconcile (seed %d%s)"
        .formatted(settings.seed(), settings.faults() ? "" : ", no faults");
  }
}
