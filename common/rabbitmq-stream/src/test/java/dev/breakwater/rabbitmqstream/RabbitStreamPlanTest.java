package dev.breakwater.rabbitmqstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.PlanText;
import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.operators.config.Launch;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** A changed uid loses how far the streams were read at the next restore: here it is seen. */
class RabbitStreamPlanTest {

  @Test
  void theSourceHasAUidOfItsOwnKind() throws Exception {
    String file = System.getProperty("breakwater.root") + "/conf/jobs/ingest-rabbitmq-stream.yaml";
    Launch launch =
        Launch.of(
            new String[] {"--config", Path.of(file).toString()},
            IngestOptions.catalog(),
            name -> name.endsWith("PASSWORD") ? "any" : null);
    IngestConfig config = launch.configure(IngestConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    IngestTopology.build(environment, IngestJob.kafka(config), config);
    assertThat(PlanText.of(environment))
        .startsWith("%-24s %s%n  -> decode".formatted("raw-rabbitmq-stream", "Source: raw"));
  }
}
