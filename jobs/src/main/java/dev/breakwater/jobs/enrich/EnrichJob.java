package dev.breakwater.jobs.enrich;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.LedgerSink;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.deadletter.DeadLetterEncoder;
import dev.breakwater.operators.event.EventEncoder;
import dev.breakwater.operators.kafka.KafkaSinks;
import dev.breakwater.operators.kafka.KafkaSources;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SinkName;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Enrich on Kafka: {@code --help} shows its options. */
public final class EnrichJob {

  private static final SinkName ENRICHED = new SinkName("main");
  private static final SinkName DEAD_LETTERS = new SinkName("dead");

  private EnrichJob() {}

  public static void main(String[] args) throws Exception {
    Launch launch = Launch.of(args, EnrichOptions.catalog(), System::getenv);
    String answer = launch.answer();
    if (answer != null) {
      System.out.print(answer);
      return;
    }
    EnrichConfig config = launch.configure(EnrichConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    config.sink().requireCheckpointing(environment.getConfiguration());
    EnrichTopology.build(environment, kafka(config), config);
    JobRun.execute(launch, environment, config.instance());
  }

  /** Sources and sinks as the configuration says; for a repair, the broker is asked as well. */
  public static EnrichPorts kafka(EnrichConfig config) {
    SinkConfig sink = config.sink();
    String enriched = config.enrichedTopic();
    return new EnrichPorts(
        KafkaSources.raw(config.source()),
        KafkaSinks.of(sink, ENRICHED, enriched, new EventEncoder(enriched)),
        KafkaSinks.of(
            sink,
            DEAD_LETTERS,
            new DeadLetterEncoder(
                config.deadLetterTopic(), config.instance(), sink.maxRecordSize())),
        EnrichOutputs.plan(config),
        LedgerSink.of(sink, config.ledger()));
  }
}
