package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.tamper.TamperedJar;
import dev.breakwater.scripts.drill.tamper.TamperingReader;
import dev.breakwater.scripts.judge.Outputs;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.Job;
import dev.breakwater.scripts.rest.JobFailure;
import dev.breakwater.scripts.submit.JobRequest;
import dev.breakwater.scripts.submit.JobSubmission;
import dev.breakwater.scripts.submit.Replica;
import dev.breakwater.scripts.submit.SavedState;
import dev.breakwater.scripts.submit.Savepoints;
import dev.breakwater.scripts.submit.StartFrom;
import dev.breakwater.scripts.submit.SubmitException;
import dev.breakwater.scripts.submit.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A job of one round, with the shipped configuration and state of its own. */
final class JobUnderTest {

  /** What it runs. */
  enum Code {
    /** The jobs' jar. */
    SHIPPED,
    /** The same; what it reads can be tampered with. */
    TAMPERED,
    /** A job with Flink's own sink, in the place of the one it is named after. */
    PLAIN_SINK
  }

  /** Makes another jar of the jobs' jar. */
  private interface Copying {
    Path copy(Path jobs, Path other) throws IOException;
  }

  private static final Duration SAVED = Duration.ofSeconds(90);
  private static final Duration ENDED = Duration.ofSeconds(90);

  private final Ground ground;
  private final JobSpec spec;
  private final BrokerProxies proxies;
  private final Map<String, String> flink = new HashMap<>();
  private final Code code;
  private final @Nullable Path jar;
  private int submissions;
  private String id = "";

  /**
   * @param flink settings of Flink that it needs otherwise than the cluster has them
   * @param proxies its way to Kafka, taken away by who opened them
   */
  JobUnderTest(
      Ground ground, JobSpec spec, Map<String, String> flink, BrokerProxies proxies, Code code) {
    this.ground = ground;
    this.spec = spec;
    this.proxies = proxies;
    this.code = code;
    this.jar =
        switch (code) {
          case SHIPPED -> null;
          case TAMPERED -> otherJar("tampered", TamperedJar::withReader);
          case PLAIN_SINK -> otherJar("plain-sink", TamperedJar::ofPlainSink);
        };
    this.flink.put("pipeline.max-parallelism", Integer.toString(Outputs.MAX_PARALLELISM));
    this.flink.putAll(flink);
  }

  String instance() {
    return spec.replica() == null ? spec.instance() : spec.instance() + '.' + spec.replica();
  }

  /** What its reading client calls itself, of its first subtask. */
  String reader() {
    return instance() + "-0";
  }

  /** Flink's id of it; changes when it is resumed. */
  String id() {
    return id;
  }

  /** Its way to Kafka. */
  BrokerProxies proxies() {
    return proxies;
  }

  /** Where the running job writes its checkpoints. */
  Path checkpoints() {
    return allCheckpoints().resolve(id);
  }

  /** The same of all its starts. */
  Path allCheckpoints() {
    return ground.cluster().directory().resolve("checkpoints").resolve(instance());
  }

  /** Starts it without state. */
  void start() {
    start(List.of());
  }

  /**
   * Starts it without state.
   *
   * @param more options for this start only
   */
  void start(List<String> more) {
    submit(spec.parallelism(), StartFrom.fresh(), jar, more);
  }

  /**
   * Starts it again from a state of its own.
   *
   * @param more options for this start only
   */
  void startFrom(String state, List<String> more) {
    submit(spec.parallelism(), StartFrom.path(state), jar, more);
  }

  /** Starts it from a savepoint, with the same code from a jar that Flink has not seen. */
  void resume(String savepoint, int parallelism) {
    Path other =
        otherJar(
            "upgrade-" + submissions,
            (jobs, copy) -> Files.copy(jobs, copy, StandardCopyOption.REPLACE_EXISTING));
    submit(parallelism, StartFrom.path(savepoint), other, List.of());
  }

  /** Where what it reads is told to be tampered with. */
  Path tamperingOrder() {
    return ground.cluster().directory().resolve("tampering-" + instance());
  }

  /** Stops it and returns its savepoint. */
  String stopWithSavepoint() {
    try {
      Savepoints savepoints = new Savepoints(target(), SAVED);
      return savepoints.stop(savepoints.job(id), null, false);
    } catch (SubmitException | FlinkRestException e) {
      throw new DrillException("the job cannot be stopped with a savepoint: " + e.getMessage(), e);
    }
  }

  /** Takes a savepoint of the running job and returns it. */
  String takeSavepoint() {
    try {
      Savepoints savepoints = new Savepoints(target(), SAVED);
      return savepoints.take(savepoints.job(id), null);
    } catch (SubmitException | FlinkRestException e) {
      throw new DrillException("no savepoint can be taken: " + e.getMessage(), e);
    }
  }

  /** The newest checkpoint that was complete before a savepoint was. */
  String checkpointBefore(String savepoint) {
    boolean after = true;
    for (SavedState state : new JobSubmission(target()).states().of(instance())) {
      if (!after && !state.savepoint()) {
        return state.path();
      }
      after &= !name(state.path()).equals(name(savepoint));
    }
    throw new DrillException("there is no checkpoint older than " + savepoint);
  }

  /** Cancels it, whatever state it is in; nothing when it was never started or has ended. */
  void cancel() throws InterruptedException {
    if (id.isEmpty()) {
      return;
    }
    Waiting.until("end of job " + id, ENDED, this::cancelled);
  }

  /**
   * Waits until it has done its work.
   *
   * @throws DrillException when it fails, or has not in time
   */
  void awaitFinished(Duration within) throws InterruptedException {
    Waiting.until("end of " + spec.name(), within, this::finished);
  }

  /**
   * Waits until it has failed for good, and returns the stack traces that Flink has of it.
   *
   * @throws DrillException when it has not in time; it is cancelled then
   */
  String awaitFailed(Duration within) throws InterruptedException {
    try {
      Waiting.until("loud failure of " + instance(), within, () -> state().equals("FAILED"));
    } catch (DrillException e) {
      cancel();
      throw e;
    }
    return ground.flink().exceptions(id).stream()
        .map(JobFailure::stackTrace)
        .reduce("", String::concat);
  }

  /** The checkout. */
  static Path root() {
    return Path.of(System.getProperty("breakwater.root", ".")).toAbsolutePath().normalize();
  }

  private Path otherJar(String name, Copying copying) {
    Path jobs = root().resolve("jobs/target");
    try (Stream<Path> files = Files.list(jobs)) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().endsWith("-all.jar"))
              .findFirst()
              .orElseThrow(() -> new DrillException("no jobs jar (*-all.jar) in " + jobs));
      return copying.copy(jar, ground.cluster().directory().resolve(name + ".jar"));
    } catch (IOException e) {
      throw new DrillException("the other jar cannot be made: " + e, e);
    }
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** True when it has ended; asks it to end when it has not. */
  private boolean cancelled() {
    try {
      for (Job job : ground.flink().jobs()) {
        if (job.id().equals(id) && !job.ended()) {
          ground.flink().cancel(id);
          return false;
        }
      }
      return true;
    } catch (FlinkRestException notNow) {
      return false;
    }
  }

  private boolean finished() {
    try {
      String state = state();
      if (state.equals("FAILED") || state.equals("CANCELED")) {
        throw new DrillException("%s has ended as %s".formatted(instance(), state));
      }
      return state.equals("FINISHED");
    } catch (FlinkRestException notNow) {
      return false;
    }
  }

  /** Flink's word for it; empty when Flink does not know it. */
  private String state() {
    return ground.flink().jobs().stream()
        .filter(job -> job.id().equals(id))
        .map(Job::state)
        .findFirst()
        .orElse("");
  }

  private void submit(int parallelism, StartFrom from, @Nullable Path jar, List<String> more) {
    submissions++;
    List<String> all = new ArrayList<>(own());
    if (code == Code.TAMPERED) {
      all.add("--source.properties.interceptor.classes");
      all.add(TamperingReader.class.getName());
      all.add("--source.properties." + TamperingReader.ORDER);
      all.add(tamperingOrder().toString());
    }
    all.addAll(spec.with(more).lastOfEach());
    Connector connector = spec.connector();
    Path config = connector.configuration(spec.name());
    try {
      JobRequest request =
          new JobRequest(spec.name(), config, all, parallelism, flink, jar, connector.classPath());
      JobSubmission submission = new JobSubmission(target());
      if (spec.replica() != null) {
        request = submission.replica(request, new Replica(spec.replica()));
      }
      id = submission.submit(request, from);
    } catch (SubmitException | FlinkRestException e) {
      throw new DrillException("the job cannot be started: " + e.getMessage(), e);
    }
  }

  private List<String> own() {
    return List.of(
        "--kafka.bootstrap.servers",
        proxies.bootstrapServers(ground.cluster()),
        "--job.instance",
        spec.instance());
  }

  private Target target() {
    return Target.of(ground.cluster()).with(spec.connector().secrets());
  }
}
