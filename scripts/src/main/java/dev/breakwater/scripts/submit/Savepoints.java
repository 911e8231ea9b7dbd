package dev.breakwater.scripts.submit;

import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.Job;
import dev.breakwater.scripts.rest.Operation;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Savepoints of running jobs: taken, taken at the end, deleted. Each call waits until it is done.
 */
public final class Savepoints {

  private static final Duration POLL = Duration.ofMillis(200);

  private final FlinkRest rest;
  private final SavedStates states;
  private final Duration atMost;

  /**
   * Of a cluster.
   *
   * @param atMost how long one may take
   */
  public Savepoints(Target target, Duration atMost) {
    this.rest = target.rest();
    this.states = SavedStates.of(rest.configuration());
    this.atMost = atMost;
  }

  /**
   * A job by its id or its instance.
   *
   * @throws SubmitException if none of that name runs
   */
  public Job job(String idOrInstance) {
    List<Job> jobs = rest.jobs().stream().filter(job -> !job.ended()).toList();
    return jobs.stream()
        .filter(job -> job.id().equals(idOrInstance) || job.name().equals(idOrInstance))
        .findFirst()
        .orElseThrow(
            () ->
                new SubmitException(
                    "no job %s runs; there are %s"
                        .formatted(idOrInstance, jobs.stream().map(Job::name).toList())));
  }

  /** Takes one; the job goes on. Returns its path. */
  public String take(Job job, @Nullable String directory) {
    String request = rest.takeSavepoint(job.id(), directory(job, directory));
    return await(job, () -> rest.savepoint(job.id(), request));
  }

  /**
   * Takes one, and ends the job. What the last transactions hold may only become visible when a job
   * is restored from it.
   *
   * @param drain fires all windows first: only to retire a job for good
   * @return its path
   */
  public String stop(Job job, @Nullable String directory, boolean drain) {
    String request = rest.stop(job.id(), directory(job, directory), drain);
    String path = await(job, () -> rest.savepoint(job.id(), request));
    awaitEnd(job);
    return path;
  }

  /** Deletes one, and what belongs to it. */
  public void dispose(String path) {
    String request = rest.dispose(path);
    outcome("disposal of " + path, () -> rest.disposal(request));
  }

  private String await(Job job, Supplier<Operation> look) {
    return outcome("savepoint of " + job.name(), look).location();
  }

  private Operation outcome(String what, Supplier<Operation> look) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Operation operation = patiently(look);
      if (operation.failed()) {
        throw new SubmitException("%s failed: %s".formatted(what, operation.failure()));
      }
      if (operation.completed()) {
        return operation;
      }
      pause(what);
    }
    throw new SubmitException("%s is not done after %d s".formatted(what, atMost.toSeconds()));
  }

  private void awaitEnd(Job job) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (rest.jobs().stream().anyMatch(one -> one.id().equals(job.id()) && !one.ended())) {
      if (System.nanoTime() - deadline > 0) {
        throw new SubmitException("%s has not ended after its savepoint".formatted(job.name()));
      }
      pause("end of " + job.name());
    }
  }

  /** A change of leader is no failure of what goes on. */
  private static Operation patiently(Supplier<Operation> look) {
    try {
      return look.get();
    } catch (FlinkRestException e) {
      if (e.unavailable()) {
        return new Operation(false, "", "");
      }
      throw e;
    }
  }

  private @Nullable String directory(Job job, @Nullable String given) {
    return given == null ? states.savepoints(job.name()) : given;
  }

  private static void pause(String what) {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SubmitException("interrupted while waiting for the " + what, e);
    }
  }
}
