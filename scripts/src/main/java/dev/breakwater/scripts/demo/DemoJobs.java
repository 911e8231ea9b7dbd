package dev.breakwater.scripts.demo;

import dev.breakwater.jobs.aggregate.AggregateConfig;
import dev.breakwater.jobs.aggregate.AggregateJob;
import dev.breakwater.jobs.aggregate.AggregateOptions;
import dev.breakwater.jobs.aggregate.AggregateTopology;
import dev.breakwater.jobs.audit.AuditJob;
import dev.breakwater.jobs.audit.AuditJobConfig;
import dev.breakwater.jobs.audit.AuditJobOptions;
import dev.breakwater.jobs.audit.AuditTopology;
import dev.breakwater.jobs.enrich.EnrichConfig;
import dev.breakwater.jobs.enrich.EnrichJob;
import dev.breakwater.jobs.enrich.EnrichOptions;
import dev.breakwater.jobs.enrich.EnrichTopology;
import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.jobs.reconcile.ReconcileConfig;
import dev.breakwater.jobs.reconcile.ReconcileJob;
import dev.breakwater.jobs.reconcile.ReconcileOptions;
import dev.breakwater.jobs.reconcile.ReconcileTopology;
import dev.breakwater.jobs.redrive.RedriveJob;
import dev.breakwater.jobs.redrive.RedriveJobConfig;
import dev.breakwater.jobs.redrive.RedriveJobOptions;
import dev.breakwater.jobs.redrive.RedriveTopology;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalJob;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The jobs with their shipped configurations; only addresses are the demo's, the duplicates topic,
 * which makes duplicates visible, and times that fit a run of a minute.
 */
final class DemoJobs {

  private static final Duration START = Duration.ofMinutes(2);

  /** Of a month of flights that pass in a minute. */
  private static final String BUCKET = "1 h";

  /**
   * A job that was submitted.
   *
   * @param instance also its consumer group
   */
  record Started(String instance, LocalJob job) {}

  /** A job's options, and the name of a configuration of it. */
  private record Shipped(OptionCatalog catalog, String file) {}

  private final Path configurations;
  private final LocalFlink flink;
  private final String bootstrap;

  DemoJobs(DemoSettings settings, LocalFlink flink, String bootstrap) {
    this.configurations = settings.root().resolve("conf/jobs");
    this.flink = flink;
    this.bootstrap = bootstrap;
  }

  /** Submits ingest and returns when all its tasks are at work. */
  Started startIngest(Origin origin) {
    List<String> own = new ArrayList<>(origin.options());
    own.addAll(booked("--dedup.duplicates-topic", DemoTopics.DUPLICATES));
    Shipped shipped = new Shipped(IngestOptions.catalog(), origin.configuration());
    IngestConfig config = configure(shipped, IngestConfig::from, origin.secrets(), own);
    StreamExecutionEnvironment environment = environment();
    IngestTopology.build(environment, IngestJob.kafka(config), config);
    return start(environment, config.instance());
  }

  /** Submits enrich and returns when all its tasks are at work. */
  Started startEnrich(URI airports, OutageTimes times) {
    EnrichConfig config =
        configure(
            EnrichOptions.catalog(),
            EnrichConfig::from,
            booked(
                "--lookup.url",
                airports + "/airports/{/origin}",
                "--lookup.when-unavailable",
                "stale,divert",
                "--lookup.cache.fresh-for",
                times.freshFor().toMillis() + " ms",
                "--lookup.cache.stale-for",
                times.staleFor().toMillis() + " ms",
                "--breaker.open-for",
                times.openFor().toMillis() + " ms"));
    StreamExecutionEnvironment environment = environment();
    EnrichTopology.build(environment, EnrichJob.kafka(config), config);
    return start(environment, config.instance());
  }

  /** Submits the audit of all their books, which reads what none of them reads. */
  Started startAudit() {
    AuditJobConfig config =
        configure(
            AuditJobOptions.catalog(),
            AuditJobConfig::from,
            booked(
                "--audit.grace",
                "3 s",
                "--audit.silence",
                "5 s",
                "--audit.witness",
                String.join(";", DemoTopics.DEAD, DemoTopics.DUPLICATES, DemoTopics.ENRICHED)));
    StreamExecutionEnvironment environment = environment();
    AuditTopology.build(environment, AuditJob.kafka(config), config);
    return start(environment, config.instance());
  }

  /** Submits a redrive of what enrich has dead-lettered so far; it ends by itself. */
  LocalJob startRedrive(int rate) {
    RedriveJobConfig config =
        configure(
            RedriveJobOptions.catalog(),
            RedriveJobConfig::from,
            booked(
                "--source.topics",
                DemoTopics.ENRICH_DEAD,
                "--redrive.target",
                DemoTopics.ENRICH_RETRY,
                "--redrive.targets",
                DemoTopics.ENRICH_RETRY,
                "--redrive.rate",
                Integer.toString(rate)));
    StreamExecutionEnvironment environment = environment();
    RedriveTopology.build(environment, RedriveJob.kafka(config, RedriveJob.plan(config)), config);
    return flink.submit(environment, config.instance());
  }

  /** Submits a replica of aggregate and returns when all its tasks are at work. */
  Started startReplica(String replica, List<String> options) {
    List<String> own = new ArrayList<>(options);
    own.addAll(List.of("--job.instance", "flights-aggregate." + replica));
    AggregateConfig config = configure(AggregateOptions.catalog(), AggregateConfig::from, own);
    StreamExecutionEnvironment environment = environment();
    AggregateTopology.build(environment, AggregateJob.kafka(config), config);
    return start(environment, config.instance());
  }

  /** Submits reconcile and returns when all its tasks are at work. */
  Started startReconcile(List<String> options) {
    ReconcileConfig config = configure(ReconcileOptions.catalog(), ReconcileConfig::from, options);
    StreamExecutionEnvironment environment = environment();
    ReconcileTopology.build(environment, ReconcileJob.kafka(config), config);
    return start(environment, config.instance());
  }

  private Started start(StreamExecutionEnvironment environment, String instance) {
    LocalJob job = flink.submit(environment, instance);
    job.awaitRunning(START);
    return new Started(instance, job);
  }

  private StreamExecutionEnvironment environment() {
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return flink.environment(strict);
  }

  /** These options, and those of the books. */
  private static List<String> booked(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--ledger.topic", DemoTopics.LEDGER, "--ledger.bucket", BUCKET));
    return all;
  }

  private <T> T configure(OptionCatalog catalog, Function<Settings, T> from, List<String> more) {
    return configure(new Shipped(catalog, catalog.job() + ".yaml"), from, Map.of(), more);
  }

  private <T> T configure(
      Shipped shipped, Function<Settings, T> from, Map<String, String> secrets, List<String> more) {
    String file = configurations.resolve(shipped.file()).toString();
    List<String> arguments = new ArrayList<>(List.of("--config", file));
    arguments.addAll(List.of("--kafka.bootstrap.servers", bootstrap));
    arguments.addAll(more);
    UnaryOperator<@Nullable String> variables =
        name -> secrets.containsKey(name) ? secrets.get(name) : System.getenv(name);
    try {
      return Launch.of(arguments.toArray(String[]::new), shipped.catalog(), variables)
          .configure(from);
    } catch (ConfigException e) {
      throw new DemoException(file + " cannot be used: " + e.getMessage(), e);
    }
  }
}
