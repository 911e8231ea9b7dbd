package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.FinalReading;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.Job;
import dev.breakwater.scripts.submit.JobRequest;
import dev.breakwater.scripts.submit.JobSubmission;
import dev.breakwater.scripts.submit.Savepoints;
import dev.breakwater.scripts.submit.StartFrom;
import dev.breakwater.scripts.submit.SubmitException;
import dev.breakwater.scripts.submit.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ingest job of one round, with the shipped configuration and state of its own. */
final class JobUnderTest {

  private static final int PARALLELISM = 2;
  private static final Duration SAVED = Duration.ofSeconds(90);
  private static final Duration ENDED = Duration.ofSeconds(90);

  private final Ground ground;
  private final RunTopics topics;
  private final List<String> overrides;
  private int submissions;
  private String id = "";

  /**
   * @param overrides options of the job over those of its file
   */
  JobUnderTest(Ground ground, RunTopics topics, List<String> overrides) {
    this.ground = ground;
    this.topics = topics;
    this.overrides = List.copyOf(overrides);
  }

  /** Flink's id of it; changes when it is resumed. */
  String id() {
    return id;
  }

  /** Where the running job writes its checkpoints. */
  Path checkpoints() {
    return ground.cluster().directory().resolve("checkpoints").resolve(topics.instance()).resolve(id);
  }

  /** Starts it without state. */
  void start() {
    submit(PARALLELISM, StartFrom.fresh(), null);
  }

  /** Starts it from a savepoint, with the same code from a jar that Flink has not seen. */
  void resume(String savepoint, int parallelism) {
    Path jobs = root().resolve("jobs/target");
    try (Stream<Path> files = Files.list(jobs)) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().endsWith("-all.jar"))
              .findFirst()
              .orElseThrow(() -> new DrillException("no jobs jar (*-all.jar) in " + jobs));
      Path other = ground.cluster().directory().resolve("upgrade-%d.jar".formatted(submissions));
      Files.copy(jar, other, StandardCopyOption.REPLACE_EXISTING);
      submit(parallelism, StartFrom.path(savepoint), other);
    } catch (IOException e) {
      throw new DrillException("the other jar cannot be made: " + e, e);
    }
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

  /** Cancels it, whatever state it is in; nothing when it was never started or has ended. */
  void cancel() throws InterruptedException {
    if (id.isEmpty()) {
      return;
    }
    Waiting.until("end of job " + id, ENDED, this::cancelled);
  }

  /** The checkout. */
  static Path root() {
    return Path.of(System.getProperty("breakwater.root", ".")).toAbsolutePath().normalize();
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

  private void submit(int parallelism, StartFrom from, @Nullable Path jar) {
    submissions++;
    List<String> options =
        Stream.concat(
                Stream.of(
                    "--kafka.bootstrap.servers",
                    ground.cluster().bootstrapServers(),
                    "--job.instance",
                    topics.instance(),
                    "--source.topics",
                    topics.in(),
                    "--sink.topic",
                    topics.clean(),
                    "--dead-letter.topic",
                    topics.dead()),
                overrides.stream())
            .toList();
    JobRequest request =
        new JobRequest(
            "ingest",
            root().resolve("conf/jobs/ingest.yaml"),
            options,
            parallelism,
            Map.of(
                "pipeline.max-parallelism", Integer.toString(FinalReading.MAX_PARALLELISM)),
            jar);
    try {
      id = new JobSubmission(target()).submit(request, from);
    } catch (SubmitException | FlinkRestException e) {
      throw new DrillException("the job cannot be started: " + e.getMessage(), e);
    }
  }

  private Target target() {
    return Target.of(ground.cluster());
  }
}
