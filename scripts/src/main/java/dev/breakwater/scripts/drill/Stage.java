package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.LocalCluster;
import dev.breakwater.scripts.cluster.Member;
import dev.breakwater.scripts.cluster.Role;
import dev.breakwater.scripts.drill.measure.Load;
import dev.breakwater.scripts.drill.measure.Timeline;
import dev.breakwater.scripts.drill.tamper.Tampering;
import dev.breakwater.scripts.drill.tamper.TamperingReader;
import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.JobDetail;
import dev.breakwater.testkit.service.AirportService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What a drill may lay its hands on: the cluster, its job under load, and the clock. */
final class Stage {

  private static final long LOOK_MILLIS = 50;
  private static final Duration TAMPERED = Duration.ofSeconds(30);

  private final LocalCluster cluster;
  private final FlinkRest flink;
  private final KafkaView kafka;
  private final RunTopics topics;
  private final RunningJobs jobs;
  private final Traffic traffic;
  private final Timeline timeline;
  private final Random random;
  private final Duration fresh;
  private final Say say;
  private final Partners partners;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  /** What a round has, beside the cluster. */
  record Props(
      RunTopics topics,
      RunningJobs jobs,
      Traffic traffic,
      Timeline timeline,
      Duration fresh,
      Partners partners) {}

  Stage(Ground ground, Props props, long seed) {
    this.cluster = ground.cluster();
    this.flink = ground.flink();
    this.kafka = ground.kafka();
    this.say = ground.say();
    this.topics = props.topics();
    this.jobs = props.jobs();
    this.traffic = props.traffic();
    this.timeline = props.timeline();
    this.fresh = props.fresh();
    this.partners = props.partners();
    this.random = new Random(seed);
  }

  LocalCluster cluster() {
    return cluster;
  }

  FlinkRest flink() {
    return flink;
  }

  KafkaView kafka() {
    return kafka;
  }

  RunTopics topics() {
    return topics;
  }

  /** The job under test. */
  JobUnderTest job() {
    return jobs.underTest();
  }

  /** A replica of aggregate. */
  JobUnderTest replica(String name) {
    return jobs.replica(name);
  }

  /** Another job of the round, by its instance. */
  JobUnderTest job(String instance) {
    return jobs.of(instance);
  }

  /** Starts one more job, which ends with the round. */
  JobUnderTest start(JobSpec spec) {
    return jobs.startAlso(spec);
  }

  /** The same on Flink's own sink, which takes part in no checkpoint but savepoints. */
  JobUnderTest startOnPlainSink(JobSpec spec) {
    return jobs.startAlso(
        spec, JobUnderTest.Code.PLAIN_SINK, Map.of("execution.checkpointing.interval", "10 min"));
  }

  /**
   * What the jobs ask.
   *
   * @throws IllegalStateException when the pipeline asks no service
   */
  AirportService service() {
    return partners.service();
  }

  /** With whom the jobs have to do beside Kafka. */
  Partners partners() {
    return partners;
  }

  /**
   * Has something done to what the job under test reads, and says where it was.
   *
   * @throws DrillException when it is not done in time
   */
  void tamper(Tampering tampering) throws InterruptedException {
    Path order = job().tamperingOrder();
    try {
      TamperingReader.order(order, tampering);
      long deadline = System.nanoTime() + TAMPERED.toNanos();
      String where = TamperingReader.done(order);
      while (where == null) {
        if (System.nanoTime() > deadline) {
          throw new DrillException("nothing was tampered with: " + tampering);
        }
        Thread.sleep(LOOK_MILLIS);
        where = TamperingReader.done(order);
      }
      fault("%s a record of %s".formatted(tampering.name().toLowerCase(Locale.ROOT), where));
    } catch (IOException e) {
      throw new DrillException("nothing can be tampered with: " + e, e);
    }
  }

  /** Writes down a measure that only this drill has; for its name, see {@link Observed#figures}. */
  void figure(String name, double value) {
    figures.put(name, value);
    say.line("    %s %s".formatted(name, value));
  }

  /** A count among the figures. */
  void figure(String name, long count) {
    figure(name, (double) count);
  }

  Map<String, Double> figures() {
    return figures;
  }

  /**
   * The sender.
   *
   * @throws IllegalStateException when the pipeline has another one
   */
  Load load() {
    if (traffic instanceof WorkloadTraffic workload) {
      return workload.load();
    }
    if (traffic instanceof AuditedTraffic audited) {
      return audited.records().load();
    }
    throw new IllegalStateException("the pipeline has no workload");
  }

  /**
   * The sender for replicas.
   *
   * @throws IllegalStateException when the pipeline has another one
   */
  FlightTraffic flights() {
    if (traffic instanceof FlightTraffic flights) {
      return flights;
    }
    throw new IllegalStateException("the pipeline has no replicas");
  }

  Timeline timeline() {
    return timeline;
  }

  /** Seeded: the only source of chance in a drill. */
  Random random() {
    return random;
  }

  /** Writes down that something is done at this moment, and returns it in epoch milliseconds. */
  long fault(String text) {
    long now = System.currentTimeMillis();
    timeline.mark(now, text);
    say.line("    " + text);
    return now;
  }

  /** A word on how it goes, for who watches. */
  void note(String text) {
    say.line("    " + text);
  }

  /** How late events may be at most for the output to count as calm. */
  Duration fresh() {
    return fresh;
  }

  /** Lets time pass. */
  void pass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  /** TaskManagers that run tasks of the job under test, by name. */
  List<Member> workers() {
    return workers(job());
  }

  /** TaskManagers that run tasks of a job, by name. */
  List<Member> workers(JobUnderTest job) {
    return workers(job.id(), flink.job(job.id()).vertices());
  }

  /** TaskManagers that run the source of the job under test, by name. */
  List<Member> readers() {
    String id = job().id();
    return workers(id, flink.job(id).vertices().subList(0, 1));
  }

  private List<Member> workers(String id, List<JobDetail.Vertex> vertices) {
    Set<String> names = new TreeSet<>();
    for (JobDetail.Vertex vertex : vertices) {
      for (JobDetail.Subtask subtask : flink.subtasks(id, vertex.id())) {
        names.add(subtask.taskManager());
      }
    }
    List<Member> workers = new ArrayList<>();
    for (String name : names) {
      if (cluster.members().stream().anyMatch(member -> member.name().equals(name))) {
        workers.add(cluster.member(name));
      }
    }
    if (workers.isEmpty()) {
      throw new DrillException("no TaskManager runs tasks of job " + id);
    }
    return workers;
  }

  /**
   * TaskManagers that run tasks of a job.
   *
   * @throws DrillException when one of them runs tasks of another job, too
   */
  List<Member> workersOnlyOf(JobUnderTest job) {
    List<Member> workers = workers(job);
    for (JobUnderTest other : jobs.all()) {
      if (other != job && workers(other).stream().anyMatch(workers::contains)) {
        throw new DrillException(
            "%s and %s run on one TaskManager of %s"
                .formatted(job.instance(), other.instance(), workers));
      }
    }
    return workers;
  }

  List<Member> members(Role role) {
    return cluster.members(role);
  }

  /**
   * All TaskManagers die and stay away for a while.
   *
   * @param cancelled before they come back
   */
  void withoutTaskManagers(Duration away, JobUnderTest cancelled) throws InterruptedException {
    List<Member> workers = members(Role.TASKMANAGER);
    workers.forEach(Member::hold);
    fault("kill -9 of all TaskManagers, transactions prepared");
    workers.parallelStream().forEach(Member::kill);
    try {
      pass(away);
      cancelled.cancel();
    } finally {
      workers.forEach(Member::release);
    }
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /**
   * Waits for clean events that are committed from now on.
   *
   * @throws DrillException when none come in time
   */
  void awaitOutput(Duration within) throws InterruptedException {
    awaitOutputAfter(System.currentTimeMillis(), within);
  }

  /** Waits for clean events that became visible after a time, epoch milliseconds. */
  void awaitOutputAfter(long millis, Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (timeline.lastArrivalMillis() <= millis) {
      if (System.nanoTime() - deadline > 0) {
        throw new DrillException("no committed output within " + within.toSeconds() + " s");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
