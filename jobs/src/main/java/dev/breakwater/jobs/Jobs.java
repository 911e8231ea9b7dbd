package dev.breakwater.jobs;

import dev.breakwater.jobs.aggregate.AggregateJob;
import dev.breakwater.jobs.aggregate.AggregateOptions;
import dev.breakwater.jobs.enrich.EnrichJob;
import dev.breakwater.jobs.enrich.EnrichOptions;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.reconcile.ReconcileJob;
import dev.breakwater.jobs.reconcile.ReconcileOptions;
import dev.breakwater.jobs.redrive.RedriveJob;
import dev.breakwater.jobs.redrive.RedriveJobOptions;
import dev.breakwater.operators.config.OptionCatalog;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The jar's main class: runs the job that its first argument names. */
public final class Jobs {

  private static final Map<String, Job> BY_NAME =
      new TreeMap<>(
          Map.of(
              "aggregate", new Job(AggregateJob::main, AggregateOptions::catalog),
              "enrich", new Job(EnrichJob::main, EnrichOptions::catalog),
              "ingest", new Job(IngestJob::main, IngestOptions::catalog),
              "reconcile", new Job(ReconcileJob::main, ReconcileOptions::catalog),
              "redrive", new Job(RedriveJob::main, RedriveJobOptions::catalog)));

  private Jobs() {}

  /** A job's main. */
  @FunctionalInterface
  private interface Main {
    void run(String[] args) throws Exception;
  }

  private record Job(Main main, Supplier<OptionCatalog> options) {}

  /** The names of all jobs, in order. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /** The options of a job; null if there is none of this name. */
  public static @Nullable OptionCatalog options(String name) {
    Job job = BY_NAME.get(name);
    return job == null ? null : job.options().get();
  }

  /**
   * Runs a job.
   *
   * @param args the name of a job, then its arguments
   * @throws IllegalArgumentException if there is no such job
   */
  public static void main(String[] args) throws Exception {
    Job job = args.length == 0 ? null : BY_NAME.get(args[0]);
    if (job == null) {
      throw new IllegalArgumentException(
          "the first argument must name a job, was %s; allowed: %s"
              .formatted(args.length == 0 ? "missing" : args[0], BY_NAME.keySet()));
    }
    job.main().run(Arrays.copyOfRange(args, 1, args.length));
  }
}
