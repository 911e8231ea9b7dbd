package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.judge.Outputs;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jobs of a round, in the order of their data's way; the last one is the job under test. */
enum Pipeline {

  /** Ingest alone. */
  INGEST {
    @Override
    List<JobSpec> jobs(RunTopics topics, @Nullable URI service) {
      return List.of(JobSpec.ingest(topics, 2, topics.in()));
    }

    @Override
    Outputs outputs(RunTopics topics) {
      return Outputs.ingest(topics.clean(), topics.dead(), List.of());
    }
  },

  /** Ingest, which also reads what is driven back to it. */
  REDRIVEN {
    @Override
    List<JobSpec> jobs(RunTopics topics, @Nullable URI service) {
      return List.of(JobSpec.ingest(topics, 2, topics.in(), topics.inRetry()));
    }

    @Override
    Outputs outputs(RunTopics topics) {
      return Outputs.ingest(topics.clean(), topics.dead(), List.of(topics.inRetry()));
    }

    @Override
    int slots() {
      return 3;
    }
  },

  /** Ingest, then enrich with a service that can fail. */
  ENRICH {
    @Override
    List<JobSpec> jobs(RunTopics topics, @Nullable URI service) {
      if (service == null) {
        throw new IllegalArgumentException("enrich needs a service");
      }
      return List.of(
          JobSpec.ingest(topics, 1, topics.in()), JobSpec.enrich(topics, 2, service.toString()));
    }

    @Override
    Outputs outputs(RunTopics topics) {
      return Outputs.enriched(
          topics.enriched(),
          List.of(topics.dead(), topics.enrichDead()),
          List.of(topics.cleanRetry()));
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
      return Duration.ofMillis(4_500);
    }
  };

  private static final Duration FRESH = Duration.ofMillis(2_500);

  /**
   * What is started.
   *
   * @param service where it is, for those that ask one
   */
  abstract List<JobSpec> jobs(RunTopics topics, @Nullable URI service);

  /** What must be true of what comes out. */
  abstract Outputs outputs(RunTopics topics);

  boolean asksAService() {
    return false;
  }

  /** The slots that one TaskManager needs to do all the work, with a redrive where there is one. */
  int slots() {
    return 2;
  }

  /** How late events may be at most for the output to count as calm. */
  Duration fresh() {
    return FRESH;
  }
}
