package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.FinalReading;
import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.Job;
import dev.breakwater.scripts.rest.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The ingest job of one round, with the shipped configuration and state of its own. */
final class JobUnderTest {

  private static final int PARALLELISM = 2;
  private static final Duration ENDED = Duration.ofSeconds(90);
  private static final Duration SAVED = Duration.ofSeconds(90);
  private static final long LOOK_MILLIS = 200;

  private final Ground ground;
  private final RunTopics topics;
  private final Path state;
  private int submissions;
  private String id = "";

  JobUnderTest(Ground ground, RunTopics topics) {
    this.ground = ground;
    this.topics = topics;
    this.state = ground.cluster().directory().resolve("drills").resolve(topics.instance());
  }

  /** Flink's id of it; changes when it is resumed. */
  String id() {
    return id;
  }

  /** Where the running job writes its checkpoints. */
  Path checkpoints() {
    return state.resolve("checkpoints").resolve(id);
  }

  /** Starts it without state. */
  void start() throws InterruptedException {
    submit(PARALLELISM, Optional.empty(), Submission.jar());
  }

  /** Starts it from a savepoint, with the same code from a jar that Flink has not seen. */
  void resume(String savepoint, int parallelism) throws InterruptedException {
    Path other = state.resolve("upgrade-%d.jar".formatted(submissions));
    try {
      Files.createDirectories(state);
      Files.copy(Submission.jar(), other, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DrillException("the other jar cannot be made: " + e, e);
    }
    submit(parallelism, Optional.of(savepoint), other);
  }

  /** Stops it and returns its savepoint. */
  String stopWithSavepoint() throws InterruptedException {
    FlinkRest flink = ground.flink();
    String target = state.resolve("savepoints").toUri().toString();
    String request = flink.stop(id, target, false);
    await("savepoint", SAVED, () -> flink.savepoint(id, request).completed());
    Operation done = flink.savepoint(id, request);
    if (done.failed()) {
      throw new DrillException("the job cannot be stopped with a savepoint: " + done.failure());
    }
    awaitEnded();
    return done.location();
  }

  /** Cancels it, whatever state it is in; nothing when it was never started or has ended. */
  void cancel() throws InterruptedException {
    if (id.isEmpty() || ended()) {
      return;
    }
    try {
      ground.flink().cancel(id);
    } catch (FlinkRestException e) {
      ground.say().line("    cancelling again: " + e.getMessage());
      await("answer of Flink", ENDED, this::answered);
      ground.flink().cancel(id);
    }
    awaitEnded();
  }

  private boolean answered() {
    try {
      ground.flink().jobs();
      return true;
    } catch (FlinkRestException notYet) {
      return false;
    }
  }

  private void awaitEnded() throws InterruptedException {
    await("end of job " + id, ENDED, this::ended);
  }

  private boolean ended() {
    try {
      return ground.flink().jobs().stream()
          .filter(job -> job.id().equals(id))
          .allMatch(Job::ended);
    } catch (FlinkRestException notYet) {
      return false;
    }
  }

  private void submit(int parallelism, Optional<String> from, Path jar)
      throws InterruptedException {
    submissions++;
    List<String> arguments = new ArrayList<>(List.of("run", "-d", "-p", "" + parallelism));
    from.ifPresent(path -> arguments.addAll(List.of("-s", path)));
    setting(arguments, "pipeline.max-parallelism", "" + FinalReading.MAX_PARALLELISM);
    setting(arguments, "execution.checkpointing.dir", uri("checkpoints"));
    setting(arguments, "execution.checkpointing.savepoint-dir", uri("savepoints"));
    arguments.add(jar.toString());
    arguments.addAll(
        List.of(
            "ingest",
            "--config",
            Submission.root().resolve("conf/jobs/ingest.yaml").toString(),
            "--kafka.bootstrap.servers",
            ground.cluster().bootstrapServers(),
            "--job.instance",
            topics.instance(),
            "--source.topics",
            topics.in(),
            "--sink.topic",
            topics.clean(),
            "--dead-letter.topic",
            topics.dead()));
    id = Submission.run(ground.cluster(), arguments);
  }

  private String uri(String name) {
    return state.resolve(name).toUri().toString();
  }

  private static void setting(List<String> arguments, String key, String value) {
    arguments.add("-D");
    arguments.add(key + "=" + value);
  }

  private static void await(String what, Duration within, BooleanSupplier met)
      throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (!met.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new DrillException("no %s within %d s".formatted(what, within.toSeconds()));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
