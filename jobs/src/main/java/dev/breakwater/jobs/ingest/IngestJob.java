package dev.breakwater.jobs.ingest;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.LedgerSink;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.deadletter.DeadLetterEncoder;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventEncoder;
import dev.breakwater.operators.kafka.KafkaSinks;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SinkName;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Ingest into Kafka: {@code --help} shows its options. */
public final class IngestJob {

  private static final SinkName CLEAN = new SinkName("main");
  private static final SinkName DEAD_LETTERS = new SinkName("dead");
  private static final SinkName DUPLICATES = new SinkName("dupl");

  private IngestJob() {}

  public static void main(String[] args) throws Exception {
    Launch launch = Launch.of(args, IngestOptions.catalog(), System::getenv);
    String answer = launch.answer();
    if (answer != null) {
      System.out.print(answer);
      return;
    }
    IngestConfig config = launch.configure(IngestConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    config.sink().requireCheckpointing(environment.getConfiguration());
    config.input().requireCheckpointing(environment.getConfiguration());
    IngestTopology.build(environment, kafka(config), config);
    JobRun.execute(launch, environment, config.instance());
  }

  /** Sources and sinks as the configuration says; for a repair, the broker is asked as well. */
  public static IngestPorts kafka(IngestConfig config) {
    SinkConfig sink = config.sink();
    return new IngestPorts(
        config.input().source(),
        events(sink, CLEAN, config.cleanTopic()),
        KafkaSinks.of(
            sink,
            DEAD_LETTERS,
            new DeadLetterEncoder(
                config.deadLetterTopic(), config.instance(), sink.maxRecordSize())),
        config.duplicatesTopic() == null
            ? null
            : events(sink, DUPLICATES, config.duplicatesTopic()),
        IngestOutputs.of(config),
        LedgerSink.of(sink, config.ledger()));
  }

  private static Sink<Event> events(SinkConfig sink, SinkName name, String topic) {
    return KafkaSinks.of(sink, name, topic, new EventEncoder(topic));
  }
}
