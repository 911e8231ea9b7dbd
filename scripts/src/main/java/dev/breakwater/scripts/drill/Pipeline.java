package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.input.Input;
import dev.breakwater.scripts.judge.Outputs;
import dev.breakwater.scripts.replicas.ReplicaOptions.Copy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jobs of a round, in the order of their data's way; the last one is the job under test. */
enum Pipeline {

  /** Ingest alone. */
  INGEST,

  /** The same out of RabbitMQ's queues. */
  RABBITMQ(Input.RABBITMQ),

  /** The same out of RabbitMQ's streams. */
  RABBITMQ_STREAM(Input.RABBITMQ_STREAM),

  /** The same out of Pulsar's topics. */
  PULSAR(Input.PULSAR),

  /** Ingest, which also reads what is driven back to it. */
  REDRIVEN {
    @Override
    List<JobSpec> jobs(RunTopics topics, Partners partners) {
      return List.of(JobSpec.ingest(topics, 2, topics.in(), topics.inRetry()));
    }

    @Override
    Traffic traffic(RunTopics topics, Partners partners) {
      return new WorkloadTraffic(
          topics.in(), Outputs.ingest(topics.clean(), topics.dead(), List.of(topics.inRetry())));
    }

    @Override
    int slots() {
      return 4;
    }
  },

  /** Ingest, then enrich with a service that can fail. */
  ENRICH {
    @Override
    List<JobSpec> jobs(RunTopics topics, Partners partners) {
      return List.of(
          JobSpec.ingest(topics, 1, topics.in()),
          JobSpec.enrich(topics, 2, partners.service().uri().toString()));
    }

    @Override
    Traffic traffic(RunTopics topics, Partners partners) {
      return enriched(topics);
    }

    @Override
    boolean asksAService() {
      return true;
    }

    @Override
    int slots() {
      return 4;
    }

    /** Two jobs, two checkpoints to wait for. */
    @Override
    Duration fresh() {
      return TWO_COMMITS;
    }
  },

  /** The same with books, and their audit. */
  AUDITED {
    @Override
    List<JobSpec> jobs(RunTopics topics, Partners partners) {
      return audited(ENRICH.jobs(topics, partners), topics, GRACE);
    }

    @Override
    Traffic traffic(RunTopics topics, Partners partners) {
      return new AuditedTraffic(enriched(topics), topics, GRACE);
    }
  },

  /** The same, but the audit waits for as long as a restart may take. */
  AUDITED_PATIENTLY {
    @Override
    List<JobSpec> jobs(RunTopics topics, Partners partners) {
      return audited(ENRICH.jobs(topics, partners), topics, LONG_GRACE);
    }

    @Override
    Traffic traffic(RunTopics topics, Partners partners) {
      return new AuditedTraffic(enriched(topics), topics, LONG_GRACE);
    }
  },

  /** Three replicas of aggregate, and reconcile. */
  REPLICAS {
    @Override
    List<JobSpec> jobs(RunTopics topics, Partners partners) {
      return withReconcile(topics, List.of("a", "b", LIAR), topics.delays(LIAR));
    }

    @Override
    Traffic traffic(RunTopics topics, Partners partners) {
      return new FlightTraffic(topics, false);
    }
  },

  /** The same, but what the last replica says comes to reconcile by a relay. */
  RELAYED {
    @Override
    List<JobSpec> jobs(RunTopics topics, Partners partners) {
      return withReconcile(topics, List.of("a", "b", LIAR), topics.relayed());
    }

    @Override
    Traffic traffic(RunTopics topics, Partners partners) {
      return new FlightTraffic(topics, true);
    }
  },

  /** One replica of aggregate, a second one to come, and reconcile for both. */
  SUCCESSION {
    @Override
    List<JobSpec> jobs(RunTopics topics, Partners partners) {
      List<Copy> copies =
          List.of(new Copy("a", topics.delays("a")), new Copy("b", topics.delays("b")));
      return List.of(JobSpec.aggregate(topics, "a"), JobSpec.reconcile(topics, copies));
    }

    @Override
    Traffic traffic(RunTopics topics, Partners partners) {
      return new FlightTraffic(topics, false);
    }
  };

  /** The replica that is made to lie where one is. */
  static final String LIAR = "c";

  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration LONG_GRACE = Duration.ofSeconds(45);
  private static final Duration FRESH = Duration.ofMillis(2_500);
  private static final Duration TWO_COMMITS = Duration.ofMillis(4_500);

  private final @Nullable Input input;

  Pipeline() {
    this(null);
  }

  Pipeline(@Nullable Input input) {
    this.input = input;
  }

  /** Ingest out of an input. */
  static Pipeline outOf(Input input) {
    return switch (input) {
      case RABBITMQ -> RABBITMQ;
      case RABBITMQ_STREAM -> RABBITMQ_STREAM;
      case PULSAR -> PULSAR;
    };
  }

  /** What is started; ingest alone, unless said otherwise. */
  List<JobSpec> jobs(RunTopics topics, Partners partners) {
    return List.of(
        input == null
            ? JobSpec.ingest(topics, 2, topics.in())
            : JobSpec.ingest(topics, 2, input, partners));
  }

  /** What is sent, and what must be true of what comes out. */
  Traffic traffic(RunTopics topics, Partners partners) {
    Outputs outputs = Outputs.ingest(topics.clean(), topics.dead(), List.of());
    return input == null
        ? new WorkloadTraffic(topics.in(), outputs)
        : new WorkloadTraffic(kafka -> partners.input().outlet(), outputs);
  }

  /** What is read in Kafka's place; null for Kafka. */
  @Nullable Input input() {
    return input;
  }

  /** What is missing here for it, and what to do about it; empty when nothing is. */
  String missing() {
    return input == null ? "" : input.missing();
  }

  boolean asksAService() {
    return isAudited();
  }

  /** Whether each job needs a TaskManager of its own. */
  boolean hasReplicas() {
    return this == REPLICAS || this == RELAYED || this == SUCCESSION;
  }

  /** Whether they keep books that the audit reads. */
  boolean isAudited() {
    return this == AUDITED || this == AUDITED_PATIENTLY;
  }

  /** All topics but the input. */
  List<String> outputs(RunTopics topics) {
    if (isAudited()) {
      return topics.outputsOfAudited();
    }
    return hasReplicas() ? topics.outputsOfReplicas() : topics.outputs();
  }

  /** How many TaskManagers the jobs need, one of them to spare. */
  int taskManagers() {
    return hasReplicas() ? 5 : 2;
  }

  /** The slots that one TaskManager needs to do all the work, with a redrive where there is one. */
  int slots() {
    return hasReplicas() ? 1 : isAudited() ? 4 : 2;
  }

  /** How late events may be at most for the output to count as calm. */
  Duration fresh() {
    return hasReplicas() || isAudited() ? TWO_COMMITS : FRESH;
  }

  private static WorkloadTraffic enriched(RunTopics topics) {
    return new WorkloadTraffic(
        topics.in(),
        Outputs.enriched(
            topics.enriched(),
            List.of(topics.dead(), topics.enrichDead()),
            List.of(topics.cleanRetry())));
  }

  /** The audit comes first: the last job is the one under test. */
  private static List<JobSpec> audited(List<JobSpec> jobs, RunTopics topics, Duration grace) {
    List<JobSpec> all = new ArrayList<>();
    all.add(JobSpec.audit(topics, grace));
    jobs.forEach(job -> all.add(job.withBooks(topics)));
    return all;
  }

  private static List<JobSpec> withReconcile(
      RunTopics topics, List<String> replicas, String lastTopic) {
    List<JobSpec> jobs = new ArrayList<>();
    List<Copy> copies = new ArrayList<>();
    for (String replica : replicas) {
      jobs.add(JobSpec.aggregate(topics, replica));
      copies.add(new Copy(replica, replica.equals(LIAR) ? lastTopic : topics.delays(replica)));
    }
    jobs.add(JobSpec.reconcile(topics, copies));
    return jobs;
  }
}
