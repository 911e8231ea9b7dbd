package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Timeline;
import dev.breakwater.scripts.rest.Checkpoints;
import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.Job;
import dev.breakwater.scripts.rest.JobFailure;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Looks at a job all the time, through Flink's REST interface, in a thread of its own. */
final class JobWatch implements AutoCloseable {

  private static final String INITIALIZING = "INITIALIZING";
  private static final String NO_ANSWER = "no answer";
  private static final long PERIOD_MILLIS = 200;
  private static final long END_MILLIS = 15_000;

  private final FlinkRest rest;
  private final String instance;
  private final Timeline timeline;
  private final Thread thread = new Thread(this::run, "drill-job-watch");
  private final List<Change> changes = new ArrayList<>();
  private volatile @Nullable Job last;
  private final AtomicLong completed = new AtomicLong();
  private volatile boolean stopped;

  /** A state of the job that was not the one before: Flink's word for it, or what was seen. */
  record Change(long atMillis, String state) {}

  JobWatch(FlinkRest rest, String instance, Timeline timeline) {
    this.rest = rest;
    this.instance = instance;
    this.timeline = timeline;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** The job as last seen, empty when Flink does not answer or there is none. */
  Optional<Job> job() {
    return Optional.ofNullable(last);
  }

  /** Checkpoints that were seen completed since this watch began. */
  long checkpoints() {
    return completed.get();
  }

  /** States in the order they were seen. */
  synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  /**
   * How long after a fault Flink acted on it: the first failure in the job's history, or the first
   * time that the job was not running or was taken over by another JobManager. Empty when it went
   * on as if nothing was.
   */
  OptionalDouble detection(long faultMillis) {
    long first = Long.MAX_VALUE;
    for (Change change : changes()) {
      if (change.atMillis() > faultMillis && !change.state().equals(NO_ANSWER)) {
        first = change.atMillis();
        break;
      }
    }
    for (JobFailure failure : failures()) {
      long at = failure.at().toEpochMilli();
      first = at >= faultMillis ? Math.min(first, at) : first;
    }
    return first == Long.MAX_VALUE
        ? OptionalDouble.empty()
        : OptionalDouble.of((first - faultMillis) / 1_000.0);
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join(END_MILLIS);
  }

  private List<JobFailure> failures() {
    Job job = last;
    try {
      return job == null ? List.of() : rest.exceptions(job.id());
    } catch (FlinkRestException unknown) {
      return List.of();
    }
  }

  private void run() {
    while (!stopped) {
      try {
        lookOrNote();
        // Also after an error: a JobManager that is taking over has other things to do.
        Thread.sleep(PERIOD_MILLIS);
      } catch (UncheckedIOException | InterruptedException e) {
        return;
      }
    }
  }

  private void lookOrNote() {
    try {
      look();
    } catch (FlinkRestException e) {
      changed(NO_ANSWER);
    }
  }

  private void look() {
    Optional<Job> found =
        rest.jobs().stream().filter(job -> job.name().equals(instance) && !job.ended()).findFirst();
    last = found.orElse(null);
    if (found.isEmpty()) {
      changed("no job");
      return;
    }
    Job job = found.get();
    changed(job.fullyRunning() ? "running" : job.state() + " in part");
    if (job.state().equals(INITIALIZING)) {
      return; // A JobManager that is taking over has no answer yet, and a stack trace for each
      // asking.
    }
    Checkpoints checkpoints = rest.checkpoints(job.id());
    List<Checkpoints.Checkpoint> history = checkpoints.history();
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i).status().equals("COMPLETED")) {
        saw(history.get(i));
      }
    }
  }

  private void saw(Checkpoints.Checkpoint each) {
    long at = each.triggered().toEpochMilli() + each.duration().toMillis();
    if (timeline.completed(new Timeline.Checkpoint(each.id(), at, each.duration().toMillis()))) {
      completed.incrementAndGet();
    }
  }

  private synchronized void changed(String state) {
    boolean same = !changes.isEmpty() && changes.get(changes.size() - 1).state().equals(state);
    if (!same) {
      changes.add(new Change(System.currentTimeMillis(), state));
    }
  }
}
