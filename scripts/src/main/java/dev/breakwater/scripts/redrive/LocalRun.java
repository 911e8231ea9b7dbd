package dev.breakwater.scripts.redrive;

import dev.breakwater.jobs.redrive.RedriveJob;
import dev.breakwater.scripts.cluster.FlinkLibraries;
import dev.breakwater.scripts.submit.CommandLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The job in this JVM. Interrupting the command ends it; running it again goes on. */
final class LocalRun {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final Request request;

  LocalRun(Request request) {
    this.request = request;
  }

  /** Runs it to its end: whether it has done all. */
  boolean await(Progress progress) {
    List<String> arguments = new ArrayList<>(request.arguments());
    arguments.addAll(List.of("--local", FlinkLibraries.defaultConf().toString()));
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(() -> runJob(arguments.toArray(String[]::new)));
    System.out.println("the job runs in this JVM");
    while (!run.isDone()) {
      progress.show();
      CommandLines.pause(POLL);
    }
    try {
      run.join();
      return true;
    } catch (CompletionException e) {
      System.err.println("error: the job failed: " + e.getCause());
      return false;
    }
  }

  private static void runJob(String[] arguments) {
    try {
      RedriveJob.main(arguments);
    } catch (Exception e) {
      throw new RedriveException(String.valueOf(e), e);
    }
  }
}
