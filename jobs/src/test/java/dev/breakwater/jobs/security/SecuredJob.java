package dev.breakwater.jobs.security;

import dev.breakwater.jobs.Jobs;
import dev.breakwater.jobs.aggregate.AggregateConfig;
import dev.breakwater.jobs.aggregate.AggregateJob;
import dev.breakwater.jobs.aggregate.AggregateTopology;
import dev.breakwater.jobs.audit.AuditJob;
import dev.breakwater.jobs.audit.AuditJobConfig;
import dev.breakwater.jobs.audit.AuditTopology;
import dev.breakwater.jobs.enrich.EnrichConfig;
import dev.breakwater.jobs.enrich.EnrichJob;
import dev.breakwater.jobs.enrich.EnrichTopology;
import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.jobs.redrive.RedriveJob;
import dev.breakwater.jobs.redrive.RedriveJobConfig;
import dev.breakwater.jobs.redrive.RedriveTopology;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.config.OptionCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job, what it must be allowed, and options with which it makes use of all of it. */
enum SecuredJob {
  INGEST {
    @Override
    List<Right> rights() {
      return List.of(
          Right.read("source.topics", "records, and where they begin and end"),
          Right.group(),
          Right.write("sink.topic", "events"),
          Right.write("dead-letter.topic", "dead letters"),
          Right.books(),
          Right.transactions());
    }

    @Override
    Map<String, String> options() {
      return Map.of();
    }

    @Override
    void build(StreamExecutionEnvironment environment, Launch launch) throws Exception {
      IngestConfig config = launch.configure(IngestConfig::from);
      IngestTopology.build(environment, IngestJob.kafka(config), config);
    }
  },

  ENRICH {
    @Override
    List<Right> rights() {
      return List.of(
          Right.read("source.topics", "events, and where they begin and end"),
          Right.group(),
          Right.write("sink.topic", "enriched events"),
          Right.write("dead-letter.topic", "dead letters"),
          Right.books(),
          Right.transactions());
    }

    @Override
    Map<String, String> options() {
      return Map.of(
          "decode.map.id", "/id",
          "decode.map.source", "flights",
          "decode.map.type", "flight.departed",
          "enrich.field", "answer",
          "lookup.url", "http://127.0.0.1:1/{id}",
          "lookup.when-unavailable", "default",
          "lookup.default", "{}",
          "lookup.retry.max-attempts", "1");
    }

    @Override
    void build(StreamExecutionEnvironment environment, Launch launch) throws Exception {
      EnrichConfig config = launch.configure(EnrichConfig::from);
      EnrichTopology.build(environment, EnrichJob.kafka(config), config);
    }
  },

  REDRIVE {
    @Override
    List<Right> rights() {
      return List.of(
          Right.read("source.topics", "dead letters, and where they begin and end"),
          Right.group(),
          Right.read("redrive.targets", "what was sent before"),
          Right.write("redrive.targets", "what is sent"),
          Right.read("redrive.parking-topic", "what was parked before"),
          Right.write("redrive.parking-topic", "what is parked"),
          Right.books(),
          Right.transactions());
    }

    @Override
    Map<String, String> options() {
      return Map.of("redrive.mode", "continuous", "redrive.rate", "0");
    }

    @Override
    void build(StreamExecutionEnvironment environment, Launch launch) throws Exception {
      RedriveJobConfig config = launch.configure(RedriveJobConfig::from);
      RedriveTopology.build(environment, RedriveJob.kafka(config, RedriveJob.plan(config)), config);
    }
  },

  AGGREGATE {
    @Override
    List<Right> rights() {
      return List.of(
          Right.read("source.topics", "events, and where they begin and end"),
          Right.group(),
          Right.write("sink.topic", "results"),
          Right.write("dead-letter.topic", "dead letters"),
          Right.books(),
          Right.transactions());
    }

    @Override
    Map<String, String> options() {
      return Map.of(
          "decode.map.id", "/id",
          "decode.map.source", "flights",
          "decode.map.type", "flight.departed",
          "window.key", "/id",
          "window.size", "1 s",
          "window.out-of-orderness", "1 s",
          "window.result.source", "counts",
          "aggregate.measures.events", "count");
    }

    @Override
    void build(StreamExecutionEnvironment environment, Launch launch) throws Exception {
      AggregateConfig config = launch.configure(AggregateConfig::from);
      AggregateTopology.build(environment, AggregateJob.kafka(config), config);
    }
  },

  AUDIT {
    @Override
    List<Right> rights() {
      return List.of(
          Right.read("source.topics", "the books, and where they begin and end"),
          Right.read("audit.witness", "what nobody else reads; not where it is no witness"),
          Right.group(),
          Right.write("sink.topic", "verdicts"),
          Right.write("dead-letter.topic", "dead letters"),
          Right.books(),
          Right.transactions());
    }

    @Override
    Map<String, String> options() {
      return Map.of("audit.grace", "1 s", "audit.silence", "2 s");
    }

    @Override
    List<String> inputKeys() {
      return List.of("source.topics", "audit.witness");
    }

    @Override
    void build(StreamExecutionEnvironment environment, Launch launch) throws Exception {
      AuditJobConfig config = launch.configure(AuditJobConfig::from);
      AuditTopology.build(environment, AuditJob.kafka(config), config);
    }
  };

  /** All that it needs, and nothing else. */
  abstract List<Right> rights();

  /** Beside the names of topics. */
  abstract Map<String, String> options();

  /** Adds the job's graph, as its main does. */
  abstract void build(StreamExecutionEnvironment environment, Launch launch) throws Exception;

  /** The name that the jar knows it by. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  OptionCatalog catalog() {
    return Objects.requireNonNull(Jobs.options(title()));
  }

  List<Right> rightsWithout(Right one) {
    List<Right> others = new ArrayList<>(rights());
    others.remove(one);
    return others;
  }

  /** The options that name its topics. */
  List<String> topicKeys() {
    return rights().stream().filter(Right::isOfTopic).map(Right::key).distinct().toList();
  }

  /** Those of the topics that others write. */
  List<String> inputKeys() {
    return List.of("source.topics");
  }

  /** The other ones. */
  List<String> outputKeys() {
    return topicKeys().stream().filter(key -> !inputKeys().contains(key)).toList();
  }
}
