package dev.breakwater.scripts.redrive;

import dev.breakwater.jobs.redrive.RedriveJobConfig;
import dev.breakwater.operators.redrive.Mode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/redrive run}. */
@Command(
    name = "run",
    customSynopsis = "scripts/redrive run --config FILE [OPTIONS] [-- --key value…]",
    description = {
      "Sends what \"show\" says, once: what was sent before is not sent again, and a run that was"
          + " interrupted is simply run again.",
      ""
    })
final class RunCommand implements Callable<Integer> {

  @Mixin private Request request = new Request();

  @Option(
      names = "--local",
      description = "run the job in this JVM, with conf/flink, not on a cluster")
  private boolean local;

  @Override
  public Integer call() {
    RedriveJobConfig config = request.read();
    if (config.redrive().mode() != Mode.ONE_SHOT) {
      throw new RedriveException(
          "redrive.mode must be one-shot, was %s; a job that goes on is started with scripts/submit"
                  .formatted(config.redrive().mode())
              + " redrive --config FILE --fresh",
          null);
    }
    Survey before = Request.survey(config, 0);
    System.out.print(SurveyText.summary(before));
    long wanted = before.toSend() + before.toPark();
    if (wanted == 0) {
      System.out.println("nothing to do");
      return 0;
    }
    Progress progress = new Progress(config, wanted);
    boolean finished =
        local
            ? new LocalRun(request).await(progress)
            : new ClusterRun(request, config.instance()).await(progress);
    return ended(config, finished, wanted);
  }

  private static int ended(RedriveJobConfig config, boolean finished, long wanted) {
    Survey after = Request.survey(config, 0);
    long left = after.toSend() + after.toPark();
    if (finished && left == 0) {
      System.out.printf("done: %,d dead letters%n", wanted);
      return 0;
    }
    System.err.printf(
        "error: the run %s, %,d dead letters are still to be sent or parked; run it again%n",
        finished ? "has finished" : "did not finish", left);
    return 1;
  }
}
