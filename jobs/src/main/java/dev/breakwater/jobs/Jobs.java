package dev.breakwater.jobs;

import dev.breakwater.jobs.aggregate.AggregateJob;
import dev.breakwater.jobs.aggregate.AggregateOptions;
import dev.breakwater.jobs.aggregate.AggregateTopology;
import dev.breakwater.jobs.audit.AuditJob;
import dev.breakwater.jobs.audit.AuditJobOptions;
import dev.breakwater.jobs.audit.AuditTopology;
import dev.breakwater.jobs.enrich.EnrichJob;
import dev.breakwater.jobs.enrich.EnrichOptions;
import dev.breakwater.jobs.enrich.EnrichTopology;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.jobs.reconcile.ReconcileJob;
import dev.breakwater.jobs.reconcile.ReconcileOptions;
import dev.breakwater.jobs.reconcile.ReconcileTopology;
import dev.breakwater.jobs.redrive.RedriveJob;
import dev.breakwater.jobs.redrive.RedriveJobOptions;
import dev.breakwater.jobs.redrive.RedriveTopology;
import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.metrics.Metric;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
              "aggregate",
                  new Job(
                      AggregateJob::main, AggregateOptions::catalog, AggregateTopology::metrics),
              "audit", new Job(AuditJob::main, AuditJobOptions::catalog, AuditTopology::metrics),
              "enrich", new Job(EnrichJob::main, EnrichOptions::catalog, EnrichTopology::metrics),
              "ingest", new Job(IngestJob::main, IngestOptions::catalog, IngestTopology::metrics),
              "reconcile",
                  new Job(
                      ReconcileJob::main, ReconcileOptions::catalog, ReconcileTopology::metrics),
              "redrive",
                  new Job(RedriveJob::main, RedriveJobOptions::catalog, RedriveTopology::metrics)));

  private Jobs() {}

  /** A job's main. */
  @FunctionalInterface
  private interface Main {
    void run(String[] args) throws Exception;
  }

  private record Job(Main main, Supplier<OptionCatalog> options, Supplier<List<Metric>> metrics) {}

  /** The names of all jobs, in order. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /** The options of a job; null if there is none of this name. */
  public static @Nullable OptionCatalog options(String name) {
    Job job = BY_NAME.get(name);
    return job == null ? null : job.options().get();
  }

  /** The metrics of a job's operators; empty if there is no job of this name. */
  public static List<Metric> metrics(String name) {
    Job job = BY_NAME.get(name);
    return job == null ? List.of() : job.metrics().get();
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
