package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run from the start of the broker to the balance. */
final class Demo implements AutoCloseable {

  private static final long TICK_MILLIS = 250;
  private static final long STALLED_MILLIS = 120_000;
  private static final int CHECKPOINTS_AFTER_THE_END = 2;
  private static final Duration LAST_RECORDS = Duration.ofSeconds(60);
  private static final long LITTLE_SPACE = 64L << 20;

  private final DemoSettings settings;
  private final Workload workload;
  private final GroundTruth truth;
  private final Screen screen;
  private final Resources resources = new Resources();
  private final Samples samples = new Samples();
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

  /**
   * @return whether the balance holds
   */
  boolean run() throws InterruptedException, IOException {
    screen.say("starting Kafka and Flink in this JVM");
    DemoCluster stage = DemoCluster.start(settings, resources);
    cluster = stage;
    DemoTopics.create(stage.kafka());
    LocalJob job = stage.startIngest();
    LiveView shown = new LiveView(title(), stage.flink().webAddress().toString());
    view = shown;
    screen.say("Kafka " + stage.kafka().bootstrapServers() + ", Flink's web UI "
        + stage.flink().webAddress() + System.lineSeparator());
    Balance balance = play(stage, job, shown);
    screen.say(balance.toString());
    finished = true;
    return balance.holds();
  }

  /** What is known so far, for a run that was cut short. */
  void showStateSoFar() {
    Snapshot now = latest;
    LiveView shown = view;
    screen.say("");
    if (now == null || shown == null) {
      screen.say("stopped before the first record");
      return;
    }
    screen.say(shown.line(now));
    screen.say("stopped; there is no balance of an unfinished run");
  }

  /** True once everything is up. */
  boolean started() {
    return latest != null;
  }

  /** True once the balance is there. */
  boolean finished() {
    return finished;
  }

  /** Why nothing works any more, where that is known; else empty. */
  String hint() {
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

  private Balance play(DemoCluster stage, LocalJob job, LiveView shown)
      throws InterruptedException, IOException {
    String bootstrap = stage.kafka().bootstrapServers();
    JobWatch watch = new JobWatch(stage.flink(), job);
    SourceProgress progress = stage.sourceProgress();
    Audit audit = resources.add(Audit.start(bootstrap, truth));
    Feed feed =
        resources.add(Feed.start(bootstrap, DemoTopics.RAW, workload, new Pace(settings.rate())));
    TaskManagerFault fault = new TaskManagerFault(stage.flink(), settings.events() / 2);
    long start = System.nanoTime();
    long movedAt = 0;
    long moved = -1;
    long enough = Long.MAX_VALUE;
    while (true) {
      Snapshot now = look(start, watch.look(), feed, audit, fault);
      screen.show(shown, now);
      requireHealthy(stage, job, feed, audit, now);
      if (settings.faults()) {
        fault.tick(now.elapsedMillis(), now.sent(), now.job());
      }
      boolean calm = feed.done() && (!settings.faults() || fault.over());
      if (calm && enough == Long.MAX_VALUE && progress.atEnd()) {
        enough = now.job().checkpoints() + CHECKPOINTS_AFTER_THE_END;
      }
      if (now.job().checkpoints() >= enough) {
        break;
      }
      if (now.sent() + now.committed().all() != moved) {
        moved = now.sent() + now.committed().all();
        movedAt = now.elapsedMillis();
      } else if (now.elapsedMillis() - movedAt > STALLED_MILLIS) {
        throw new DemoException("nothing has moved for " + STALLED_MILLIS / 1_000 + " s: "
            + shown.line(now));
      }
      TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
    }
    Balance balance = audit.finish(LAST_RECORDS);
    Snapshot end = look(start, watch.look(), feed, audit, fault);
    screen.last(shown, end);
    Report report = new Report(settings, end, samples, watch.checkpointDurations(), balance);
    screen.say("report " + report.write(settings.report()) + System.lineSeparator());
    return balance;
  }

  private Snapshot look(
      long start, JobState job, Feed feed, Audit audit, TaskManagerFault fault) {
    long elapsed = (System.nanoTime() - start) / 1_000_000;
    Committed committed = audit.committed();
    samples.add(elapsed, feed.sent(), committed.clean());
    Snapshot now =
        new Snapshot(
            elapsed,
            settings.events(),
            feed.sent(),
            samples.sentPerSecond(),
            committed,
            samples.cleanPerSecond(),
            job,
            fault.state());
    latest = now;
    return now;
  }

  private static void requireHealthy(
      DemoCluster stage, LocalJob job, Feed feed, Audit audit, Snapshot now) {
    stage.kafka().requireHealthy();
    feed.requireHealthy();
    audit.requireHealthy();
    if (now.job().ended()) {
      throw new DemoException(
          "the job has ended, its state is %s: %s"
              .formatted(now.job().status(), job.lastFailure()));
    }
  }

  private String title() {
    return "breakwater demo: flights -> ingest -> clean, exactly once (seed %d%s)"
        .formatted(settings.seed(), settings.faults() ? "" : ", no faults");
  }
}
