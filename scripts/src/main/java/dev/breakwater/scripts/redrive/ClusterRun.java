package dev.breakwater.scripts.redrive;

import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.Job;
import dev.breakwater.scripts.rest.JobFailure;
import dev.breakwater.scripts.submit.CommandLines;
import dev.breakwater.scripts.submit.JobRequest;
import dev.breakwater.scripts.submit.JobSubmission;
import dev.breakwater.scripts.submit.StartFrom;
import dev.breakwater.scripts.submit.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The job on a cluster. Interrupting the command leaves it running there. */
final class ClusterRun {

  private static final Duration POLL = Duration.ofSeconds(1);

  /** A change of the leading JobManager takes seconds. */
  private static final int MOST_UNSEEN = 120;

  private final Request request;
  private final String instance;

  ClusterRun(Request request, String instance) {
    this.request = request;
    this.instance = instance;
  }

  /** Starts it and returns when it has ended: whether it has done all. */
  boolean await(Progress progress) {
    Target target = request.where().target();
    JobRequest job =
        new JobRequest("redrive", request.file(), request.overrides(), 0, Map.of(), null);
    String id = new JobSubmission(target).submit(job, StartFrom.fresh());
    System.out.printf(
        "%s runs as %s, %s; to stop it: scripts/savepoint stop %s%n",
        instance, id, target.addresses().get(0), instance);
    FlinkRest rest = target.rest();
    int unseen = 0;
    while (unseen < MOST_UNSEEN) {
      Job now = find(rest, id);
      unseen = now == null ? unseen + 1 : 0;
      if (now != null && now.ended()) {
        if (!now.state().equals("FINISHED")) {
          System.err.println("error: the job is " + now.state() + cause(rest, id));
        }
        return now.state().equals("FINISHED");
      }
      progress.show();
      CommandLines.pause(POLL);
    }
    System.err.printf("error: the cluster has not known the job for %d s%n", MOST_UNSEEN);
    return false;
  }

  /** Null while the cluster has no leader. */
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
    List<JobFailure> failures = rest.exceptions(id);
    return failures.isEmpty() ? "" : "\n" + failures.get(0).stackTrace();
  }
}
