package dev.breakwater.jobs;

import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.redrive.RedriveJob;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The jar's main class: runs the job that its first argument names. */
public final class Jobs {

  private static final Map<String, Main> BY_NAME =
      new TreeMap<>(Map.of("ingest", IngestJob::main, "redrive", RedriveJob::main));

  private Jobs() {}

  /** A job's main. */
  @FunctionalInterface
  private interface Main {
    void run(String[] args) throws Exception;
  }

  /**
   * Runs a job.
   *
   * @param args the name of a job, then its arguments
   * @throws IllegalArgumentException if there is no such job
   */
  public static void main(String[] args) throws Exception {
    Main job = args.length == 0 ? null : BY_NAME.get(args[0]);
    if (job == null) {
      throw new IllegalArgumentException(
          "the first argument must name a job, was %s; allowed: %s"
              .formatted(args.length == 0 ? "missing" : args[0], BY_NAME.keySet()));
    }
    job.run(Arrays.copyOfRange(args, 1, args.length));
  }
}
