package dev.breakwater.scripts.submit;

import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.Job;
import dev.breakwater.scripts.rest.JobFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/submit}. */
@Command(
    name = "submit",
    customSynopsis =
        "scripts/submit JOB --config FILE (--from latest|PATH | --fresh) [OPTIONS] [-- --key value…]",
    description = {
      "Starts a job on the local cluster, or on any Flink 2.2 by its REST address, from a state that"
          + " has to be said. What follows \"--\" goes over the job's file.",
      ""
    },
    footer = {"", "Exit codes: 0 it runs, 1 it does not run in time, 2 it cannot be submitted."})
public final class SubmitCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(300);

  @Mixin private Where where = new Where();

  @Parameters(index = "0", paramLabel = "JOB", description = "like ingest")
  private String job = "";

  @Parameters(index = "1..*", hidden = true)
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--config", required = true, paramLabel = "FILE", description = "the job's file")
  private Path config = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "STATE",
      description = "latest: the newest complete checkpoint or savepoint; or the path of one")
  private @Nullable String from;

  @Option(names = "--fresh", description = "without state, whatever there is")
  private boolean fresh;

  @Option(
      names = "--replica",
      paramLabel = "NAME",
      description =
          "one of several copies beside each other: .NAME is put behind job.instance and sink.topic")
  private @Nullable String replica;

  @Option(names = "--parallelism", paramLabel = "N", description = "default: the cluster's")
  private int parallelism;

  @Option(names = "-D", paramLabel = "key=value", description = "a setting of Flink for this job")
  private Map<String, String> flink = new LinkedHashMap<>();

  @Option(names = "--jar", paramLabel = "FILE", description = "default: this checkout's")
  private @Nullable Path jar;

  @Mixin private Beside beside = new Beside();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "until all of its tasks run, 0 for not at all (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this and leave")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private SubmitCommand() {}

  public static void main(String[] args) {
    System.exit(CommandLines.execute(new SubmitCommand(), args));
  }

  @Override
  public Integer call() {
    Target target = where.target();
    JobSubmission submission = new JobSubmission(target);
    JobRequest request =
        new JobRequest(job, config, overrides, parallelism, flink, jar, beside.jars());
    if (replica != null) {
      request = submission.replica(request, new Replica(replica));
    }
    String instance = submission.instance(request);
    SavedStates states = submission.states();
    StartFrom start = StartFrom.of(from, fresh, states, instance);
    String path = start.resolve(states, instance);
    if (replica != null && path != null) {
      Replica.requireOwn(path, states, instance);
    }
    System.out.printf("%s from %s%n", instance, path == null ? "no state" : path);
    String id = submission.submit(request, path == null ? start : StartFrom.path(path));
    System.out.printf("submitted as %s, %s%n", id, target.addresses().get(0));
    return seconds == 0 ? 0 : awaitRunning(target.rest(), id);
  }

  private int awaitRunning(FlinkRest rest, String id) {
    long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    String last = "unknown";
    while (System.nanoTime() - deadline < 0) {
      Job now = find(rest, id);
      if (now != null && now.fullyRunning()) {
        System.out.printf("running, %d tasks%n", now.tasks());
        return 0;
      }
      if (now != null && now.ended()) {
        System.err.println("error: it has ended, " + now.state() + cause(rest, id));
        return 1;
      }
      last =
          now == null
              ? last
              : "%s, %d of %d tasks run".formatted(now.state(), now.runningTasks(), now.tasks());
      CommandLines.pause(POLL);
    }
    System.err.printf(
        "error: not all of it runs after %d s: %s%s%n", seconds, last, cause(rest, id));
    return 1;
  }

  private static @Nullable Job find(FlinkRest rest, String id) {
    try {
      return rest.jobs().stream().filter(job -> job.id().equals(id)).findFirst().orElse(null);
    } catch (FlinkRestException e) {
      if (e.unavailable()) {
        return null;
      }
      throw e;
    }
  }

  private static String cause(FlinkRest rest, String id) {
    try {
      List<JobFailure> failures = rest.exceptions(id);
      return failures.isEmpty() ? "" : "\n" + failures.get(0).stackTrace();
    } catch (FlinkRestException e) {
      return "\n(its exceptions cannot be read: " + e.getMessage() + ")";
    }
  }
}
