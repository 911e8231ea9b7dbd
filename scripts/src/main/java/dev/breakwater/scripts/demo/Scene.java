package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.service.AirportService;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The parts at work in a run: what sends, what breaks, what reads, and what watches them. */
final class Scene {

  /** Longer than a job takes to start again, several times. */
  private static final long QUIET_MILLIS = 30_000;

  private static final Duration LAST_RECORDS = Duration.ofMinutes(1);

  /** Twice what the audit waits for before it judges by the clock. */
  private static final Duration LAST_VERDICTS = Duration.ofSeconds(12);

  private final DemoSettings settings;
  private final DemoCluster cluster;
  private final List<LocalJob> jobs;
  private final List<JobWatch> watches;
  private final BreakerWatch breaker;
  private final List<SourceProgress> progress = new ArrayList<>();
  private final Audit audit;
  private final GroundTruth truth;
  private final BookVerdicts verdicts;
  private final Accounts accounts;
  private final Feed feed;
  private final ServiceOutage outage;
  private final TaskManagerFault fault;
  private final RedriveRun redrive;
  private final Samples samples = new Samples();
  private final Ending ending = new Ending();
  private final Patience patience = new Patience();
  private final long start;

  /**
   * What is sent, and the truth about it.
   *
   * @param truth what must become of the records, complete
   */
  record Flights(Iterable<WorkloadRecord> records, GroundTruth truth) {}

  /** Starts what has threads; all of it is closed by the resources. */
  Scene(
      DemoSettings settings,
      DemoCluster cluster,
      Origin origin,
      Flights flights,
      Resources resources)
      throws InterruptedException {
    this.settings = settings;
    this.cluster = cluster;
    OutageTimes times = OutageTimes.of(settings.events() * 1_000L / settings.rate());
    AirportService service = resources.add(AirportService.start(0));
    DemoJobs starts = cluster.jobs();
    DemoJobs.Started ingest = starts.startIngest(origin);
    DemoJobs.Started enrich = starts.startEnrich(service.uri(), times);
    DemoJobs.Started books = starts.startAudit();
    this.jobs = List.of(ingest.job(), enrich.job(), books.job());
    this.accounts =
        new Accounts(origin.topics(), ingest.instance(), enrich.instance(), books.instance());
    this.watches =
        List.of(ingest.job(), enrich.job()).stream()
            .map(job -> new JobWatch(cluster.flink(), job))
            .toList();
    FlinkRest rest = FlinkRest.of(List.of(cluster.flink().webAddress()));
    this.breaker = new BreakerWatch(rest, enrich.job().id().toString());
    String bootstrap = cluster.kafka().bootstrapServers();
    if (settings.input() == null) {
      watchInput(resources, DemoTopics.RAW, ingest.instance());
    }
    watchInput(resources, DemoTopics.CLEAN, enrich.instance());
    watchInput(resources, DemoTopics.ENRICH_RETRY, enrich.instance());
    long quarter = Math.max(1, settings.events() / 4);
    this.outage = new ServiceOutage(service, quarter, times);
    this.fault = new TaskManagerFault(cluster.flink(), settings.events() * 2L / 3);
    this.redrive = new RedriveRun(starts, settings.rate());
    this.truth = flights.truth();
    this.audit = resources.add(Audit.start(bootstrap, truth));
    this.verdicts = resources.add(new BookVerdicts(bootstrap));
    Pace pace = new Pace(settings.rate());
    this.feed =
        resources.add(
            Feed.start(
                origin.outlet().get(),
                flights.records(),
                pace,
                settings.faults() ? quarter : settings.events()));
    this.start = System.nanoTime();
  }

  /** How things are now. */
  Snapshot look() throws InterruptedException {
    JobState state = watches.get(0).look().and(watches.get(1).look());
    long elapsed = (System.nanoTime() - start) / 1_000_000;
    Committed committed = audit.committed();
    long sent = feed.sent();
    samples.add(elapsed, sent, committed.enriched());
    return new Snapshot(
        elapsed,
        settings.events(),
        sent,
        samples.sentPerSecond(),
        committed,
        samples.enrichedPerSecond(),
        state,
        breaker.look(),
        new Happenings(fault.state(), outage.state(), redrive.state()));
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
      outage.tick(now);
      if (outage.state().happened()) {
        feed.goOn();
      }
      if (outage.state().over()) {
        fault.tick(now.elapsedMillis(), now.sent(), now.job());
      }
    }
    boolean calm = feed.done() && (!settings.faults() || fault.over());
    redrive.tick(now, calm);
    boolean driven = now.committed().waitingLetters() == 0 && !redrive.state().running();
    long still = patience.still(now);
    if (ending.reached(now, calm && driven, () -> inputsAtEnd(still))) {
      return true;
    }
    patience.check(now);
    return false;
  }

  /** The independent reader's count, and beside it what the job audit says of the books. */
  Balance balance() throws InterruptedException {
    Balance counted = audit.finish(LAST_RECORDS);
    long letters = counted.committed().dead().getOrDefault(Committed.DEPENDENCY, 0L);
    return counted.with(verdicts.await(accounts.expected(truth, letters), LAST_VERDICTS));
  }

  Report report(Snapshot end, Balance balance) {
    return new Report(settings, end, samples, watches.get(1).checkpointDurations(), balance);
  }

  /** Of another input than Kafka nobody says how far it is read: when nothing comes any more. */
  private boolean inputsAtEnd(long still) throws InterruptedException {
    if (settings.input() != null && still < QUIET_MILLIS) {
      return false;
    }
    for (SourceProgress input : progress) {
      if (!input.atEnd()) {
        return false;
      }
    }
    return true;
  }

  private void watchInput(Resources resources, String topic, String group)
      throws InterruptedException {
    String bootstrap = cluster.kafka().bootstrapServers();
    progress.add(resources.add(new SourceProgress(bootstrap, topic, group)));
  }

  private void requireHealthy(Snapshot now) {
    cluster.kafka().requireHealthy();
    feed.requireHealthy();
    audit.requireHealthy();
    if (now.job().ended()) {
      throw new DemoException(
          "a job has ended, its state is %s: %s"
              .formatted(
                  now.job().status(),
                  jobs.stream().map(LocalJob::lastFailure).filter(Objects::nonNull).toList()));
    }
  }
}
