package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run from the start of the broker to the balance. */
final class Demo implements Play {

  private static final long TICK_MILLIS = 250;
  private static final long LITTLE_SPACE = 64L << 20;

  private final DemoSettings settings;
  private final Workload workload;
  private final GroundTruth truth;
  private final Screen screen;
  private final Resources resources = new Resources();
  private @Nullable DemoCluster cluster;
  private @Nullable LiveView view;
  private @Nullable Snapshot latest;
  private boolean finished;

  /**
   * @param truth what must become of the workload, complete
   */
  Demo(DemoSettings settings, Workload workload, GroundTruth truth, Screen screen) {
    this.settings = settings;
    this.workload = workload;
    this.truth = truth;
    this.screen = screen;
  }

  @Override
  public boolean run() throws InterruptedException, IOException {
    screen.say("starting Kafka and Flink in this JVM");
    DemoCluster stage = DemoCluster.start(settings, resources);
    cluster = stage;
    URI web = stage.flink().webAddress();
    screen.say("Kafka %s, Flink's web UI %s%n".formatted(stage.kafka().bootstrapServers(), web));
    DemoTopics.create(stage.kafka());
    Scene scene = new Scene(settings, stage, workload, truth, resources);
    LiveView shown = new LiveView(title(), web.toString());
    view = shown;
    Balance balance = play(scene, shown);
    screen.say(balance.toString());
    finished = true;
    return balance.holds();
  }

  @Override
  public void showStateSoFar() {
    Snapshot now = latest;
    LiveView shown = view;
    if (finished) {
      return;
    }
    screen.say("");
    if (now == null || shown == null) {
      screen.say("stopped before the first record");
      return;
    }
    screen.say(shown.line(now));
    screen.say("stopped; an unfinished run has no balance");
  }

  @Override
  public boolean started() {
    return latest != null;
  }

  @Override
  public String hint() {
    DemoCluster stage = cluster;
    if (stage == null || stage.freeBytes() > LITTLE_SPACE) {
      return "";
    }
    return "; the disk is nearly full: %,d MB free, set TMPDIR to another directory"
        .formatted(stage.freeBytes() >> 20);
  }

  @Override
  public void close() {
    resources.close();
  }

  private Balance play(Scene scene, LiveView shown) throws InterruptedException, IOException {
    Snapshot now = scene.look();
    latest = now;
    while (!scene.tick(now)) {
      screen.show(shown, now);
      TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      now = scene.look();
      latest = now;
    }
    Balance balance = scene.balance();
    Snapshot end = scene.look();
    latest = end;
    screen.last(shown, end);
    screen.say("report " + scene.report(end, balance).write(settings.report()));
    screen.say("");
    return balance;
  }

  private String title() {
    return "breakwater demo: flights -> ingest -> enrich, exactly once (seed %d%s)"
        .formatted(settings.seed(), settings.faults() ? "" : ", no faults");
  }
}
