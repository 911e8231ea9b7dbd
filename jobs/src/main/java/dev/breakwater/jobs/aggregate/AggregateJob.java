package dev.breakwater.jobs.aggregate;

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

/** Aggregate on Kafka: {@code --help} shows its options. */
public final class AggregateJob {

  private static final SinkName RESULTS = new SinkName("main");
  private static final SinkName DEAD_LETTERS = new SinkName("dead");

  private AggregateJob() {}

  public static void main(String[] args) throws Exception {
    Launch launch = Launch.of(args, AggregateOptions.catalog(), System::getenv);
    String answer = launch.answer();
    if (answer != null) {
      System.out.print(answer);
      return;
    }
    AggregateConfig config = launch.configure(AggregateConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    config.requireCheckpointing(environment.getConfiguration());
    AggregateTopology.build(environment, kafka(config), config);
    JobRun.execute(launch, environment, config.instance());
  }

  /** Sources and sinks as the configuration says. */
  public static AggregatePorts kafka(AggregateConfig config) {
    SinkConfig sink = config.sink();
    return new AggregatePorts(
        KafkaSources.raw(config.source()),
        KafkaSinks.of(sink, RESULTS, config.resultTopic(), new EventEncoder(config.resultTopic())),
        KafkaSinks.of(
            sink,
            DEAD_LETTERS,
            new DeadLetterEncoder(
                config.deadLetterTopic(), config.instance(), sink.maxRecordSize())),
        LedgerSink.of(sink, config.ledger()));
  }
}
