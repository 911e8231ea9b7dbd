package dev.breakwater.jobs.reconcile;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.LedgerSink;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.deadletter.DeadLetterEncoder;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventEncoder;
import dev.breakwater.operators.kafka.KafkaSinks;
import dev.breakwater.operators.kafka.KafkaSources;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SinkName;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Reconcile on Kafka: {@code --help} shows its options. */
public final class ReconcileJob {

  private static final SinkName RESULTS = new SinkName("main");
  private static final SinkName DISCREPANCIES = new SinkName("disc");
  private static final SinkName STRAGGLERS = new SinkName("stra");
  private static final SinkName DEAD_LETTERS = new SinkName("dead");

  private ReconcileJob() {}

  public static void main(String[] args) throws Exception {
    Launch launch = Launch.of(args, ReconcileOptions.catalog(), System::getenv);
    String answer = launch.answer();
    if (answer != null) {
      System.out.print(answer);
      return;
    }
    ReconcileConfig config = launch.configure(ReconcileConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    config.sink().requireCheckpointing(environment.getConfiguration());
    ReconcileTopology.build(environment, kafka(config), config);
    JobRun.execute(launch, environment, config.instance());
  }

  /** Sources and sinks as the configuration says. */
  public static ReconcilePorts kafka(ReconcileConfig config) {
    SinkConfig sink = config.sink();
    return new ReconcilePorts(
        KafkaSources.raw(config.source()),
        events(sink, RESULTS, config.resultTopic()),
        events(sink, DISCREPANCIES, config.discrepanciesTopic()),
        config.stragglersTopic() == null
            ? null
            : events(sink, STRAGGLERS, config.stragglersTopic()),
        KafkaSinks.of(
            sink,
            DEAD_LETTERS,
            new DeadLetterEncoder(
                config.deadLetterTopic(), config.instance(), sink.maxRecordSize())),
        LedgerSink.of(sink, config.ledger()));
  }

  private static Sink<Event> events(SinkConfig sink, SinkName name, String topic) {
    return KafkaSinks.of(sink, name, topic, new EventEncoder(topic));
  }
}
