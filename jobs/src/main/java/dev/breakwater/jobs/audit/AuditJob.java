package dev.breakwater.jobs.audit;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.LedgerSink;
import dev.breakwater.operators.audit.VerdictEncoder;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.deadletter.DeadLetterEncoder;
import dev.breakwater.operators.kafka.KafkaSinks;
import dev.breakwater.operators.kafka.KafkaSources;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SinkName;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Audit on Kafka: {@code --help} shows its options. */
public final class AuditJob {

  private static final SinkName VERDICTS = new SinkName("main");
  private static final SinkName DEAD_LETTERS = new SinkName("dead");

  private AuditJob() {}

  public static void main(String[] args) throws Exception {
    Launch launch = Launch.of(args, AuditJobOptions.catalog(), System::getenv);
    String answer = launch.answer();
    if (answer != null) {
      System.out.print(answer);
      return;
    }
    AuditJobConfig config = launch.configure(AuditJobConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    config.sink().requireCheckpointing(environment.getConfiguration());
    AuditTopology.build(environment, kafka(config), config);
    JobRun.execute(launch, environment, config.instance());
  }

  /** Source and sinks as the configuration says. */
  public static AuditPorts kafka(AuditJobConfig config) {
    SinkConfig sink = config.sink();
    return new AuditPorts(
        KafkaSources.raw(config.source()),
        config.witness() == null ? null : KafkaSources.raw(config.witness()),
        LedgerSink.of(sink, config.ledger()),
        KafkaSinks.of(
            sink, VERDICTS, config.verdictTopic(), new VerdictEncoder(config.verdictTopic())),
        KafkaSinks.of(
            sink,
            DEAD_LETTERS,
            new DeadLetterEncoder(
                config.deadLetterTopic(), config.instance(), sink.maxRecordSize())));
  }
}
