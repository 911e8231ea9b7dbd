package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.service.AirportService;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The parts at work in a run: what sends, what breaks, what reads, and what watches them. */
final class Scene {

  private static final Duration LAST_RECORDS = Duration.ofMinutes(1);

  /** Twice what the audit waits for before it judges by the clock. */
  private static final Duration LAST_VERDICTS = Duration.ofSeconds(12);

  private final DemoSettings settings;
  private final DemoCluster cluster;
  private final List<LocalJob> jobs;
  private final List<JobWatch> watches;
  private final BreakerWatch breaker;
  private final List<SourceProgress> progress;
  private final Audit audit;
  private final GroundTruth truth;
  private final BookVerdicts verdicts;
  private final Instances instances;
  private final Feed feed;
  private final ServiceOutage outage;
  private final TaskManagerFault fault;
  private final RedriveRun redrive;
  private final Samples samples = new Samples();
  private final Ending ending = new Ending();
  private final Patience patience = new Patience();
  private final long start;

  private record Instances(String ingest, String enrich, String audit) {}

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
    OutageTimes times = OutageTimes.of(settings.events() * 1_000L / settings.rate());
    AirportService service = resources.add(AirportService.start(0));
    DemoJobs starts = cluster.jobs();
    DemoJobs.Started ingest = starts.startIngest();
    DemoJobs.Started enrich = starts.startEnrich(service.uri(), times);
    DemoJobs.Started books = starts.startAudit();
    this.jobs = List.of(ingest.job(), enrich.job(), books.job());
    this.instances = new Instances(ingest.instance(), enrich.instance(), books.instance());
    this.watches =
        List.of(ingest.job(), enrich.job()).stream()
            .map(job -> new JobWatch(cluster.flink(), job))
            .toList();
    FlinkRest rest = FlinkRest.of(List.of(cluster.flink().webAddress()));
    this.breaker = new BreakerWatch(rest, enrich.job().id().toString());
    String bootstrap = cluster.kafka().bootstrapServers();
    this.progress =
        List.of(
            resources.add(new SourceProgress(bootstrap, DemoTopics.RAW, ingest.instance())),
            resources.add(new SourceProgress(bootstrap, DemoTopics.CLEAN, enrich.instance())),
            resources.add(
                new SourceProgress(bootstrap, DemoTopics.ENRICH_RETRY, enrich.instance())));
    long quarter = Math.max(1, settings.events() / 4);
    this.outage = new ServiceOutage(service, quarter, times);
    this.fault = new TaskManagerFault(cluster.flink(), settings.events() * 2L / 3);
    this.redrive = new RedriveRun(starts, settings.rate());
    this.audit = resources.add(Audit.start(bootstrap, truth));
    this.truth = truth;
    this.verdicts = resources.add(new BookVerdicts(bootstrap));
    Pace pace = new Pace(settings.rate());
    this.feed =
        resources.add(
            Feed.start(
                bootstrap,
                DemoTopics.RAW,
                workload,
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
    if (ending.reached(now, calm && driven, this::inputsAtEnd)) {
      return true;
    }
    patience.check(now);
    return false;
  }

  /** The independent reader's count, and beside it what the job audit says of the books. */
  Balance balance() throws InterruptedException {
    Balance counted = audit.finish(LAST_RECORDS);
    return counted.with(verdicts.await(accounts(counted), LAST_VERDICTS));
  }

  private List<BookVerdicts.Expected> accounts(Balance counted) {
    Committed seen = counted.committed();
    long events = counted.verdict().cleanExpected();
    long letters = seen.dead().getOrDefault(Committed.DEPENDENCY, 0L);
    return List.of(
        account("ingest, in and out", "job", DemoTopics.RAW, instances.ingest, truth.records()),
        account("enrich, in and out", "job", DemoTopics.CLEAN, instances.enrich, events),
        account("clean events", "topic", DemoTopics.CLEAN, instances.enrich, events),
        account("enriched events", "topic", DemoTopics.ENRICHED, instances.audit, events),
        account("duplicates", "topic", DemoTopics.DUPLICATES, instances.audit, truth.duplicates()),
        account("dead letters", "topic", DemoTopics.DEAD, instances.audit, truth.dead().size()),
        account("sent back", "topic", DemoTopics.ENRICH_RETRY, instances.enrich, letters));
  }

  private static BookVerdicts.Expected account(
      String name, String equation, String topic, String job, long records) {
    return new BookVerdicts.Expected(name, equation + '|' + topic + '|' + job, records);
  }

  Report report(Snapshot end, Balance balance) {
    return new Report(settings, end, samples, watches.get(1).checkpointDurations(), balance);
  }

  private boolean inputsAtEnd() throws InterruptedException {
    for (SourceProgress input : progress) {
      if (!input.atEnd()) {
        return false;
      }
    }
    return true;
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
