package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import java.time.Duration;

/** The parts at work in a run: what sends, what kills, what reads, and what watches them. */
final class Scene {

  private static final Duration LAST_RECORDS = Duration.ofMinutes(1);

  private final DemoSettings settings;
  private final DemoCluster cluster;
  private final LocalJob job;
  private final JobWatch watch;
  private final SourceProgress progress;
  private final Audit audit;
  private final Feed feed;
  private final TaskManagerFault fault;
  private final Samples samples = new Samples();
  private final Ending ending = new Ending();
  private final Patience patience = new Patience();
  private final long start;

  /** Starts what has threads; all of it is closed by the resources. */
  Scene(
      DemoSettings settings,
      DemoCluster cluster,
      Workload workload,
      GroundTruth truth,
      Resources resources)
      throws InterruptedException {
    this.settings = settings;
    this.cluster = cluster;
    this.job = cluster.startIngest();
    this.watch = new JobWatch(cluster.flink(), job);
    this.progress = resources.add(cluster.sourceProgress());
    this.fault = new TaskManagerFault(cluster.flink(), settings.events() / 2);
    String bootstrap = cluster.kafka().bootstrapServers();
    this.audit = resources.add(Audit.start(bootstrap, truth));
    Pace pace = new Pace(settings.rate());
    this.feed = resources.add(Feed.start(bootstrap, DemoTopics.RAW, workload, pace));
    this.start = System.nanoTime();
  }

  /** How things are now. */
  Snapshot look() throws InterruptedException {
    JobState state = watch.look();
    long elapsed = (System.nanoTime() - start) / 1_000_000;
    Committed committed = audit.committed();
    long sent = feed.sent();
    samples.add(elapsed, sent, committed.clean());
    return new Snapshot(
        elapsed,
        settings.events(),
        sent,
        samples.sentPerSecond(),
        committed,
        samples.cleanPerSecond(),
        state,
        fault.state());
  }

  /**
   * Does what is due at this moment.
   *
   * @return true when all has come through
   * @throws DemoException when the run cannot end well any more
   */
  boolean tick(Snapshot now) throws InterruptedException {
    requireHealthy(now);
    if (settings.faults()) {
      fault.tick(now.elapsedMillis(), now.sent(), now.job());
    }
    boolean calm = feed.done() && (!settings.faults() || fault.over());
    if (ending.reached(now, calm, progress::atEnd)) {
      return true;
    }
    patience.check(now);
    return false;
  }

  Balance balance() throws InterruptedException {
    return audit.finish(LAST_RECORDS);
  }

  Report report(Snapshot end, Balance balance) {
    return new Report(settings, end, samples, watch.checkpointDurations(), balance);
  }

  private void requireHealthy(Snapshot now) {
    cluster.kafka().requireHealthy();
    feed.requireHealthy();
    audit.requireHealthy();
    if (now.job().ended()) {
      throw new DemoException(
          "the job has ended, its state is %s: %s"
              .formatted(now.job().status(), job.lastFailure()));
    }
  }
}
