package dev.breakwater.jobs.redrive;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.LedgerSink;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.kafka.KafkaSinks;
import dev.breakwater.operators.kafka.KafkaSources;
import dev.breakwater.operators.kafka.SinkName;
import dev.breakwater.operators.redrive.Mode;
import dev.breakwater.operators.redrive.RedriveEncoder;
import dev.breakwater.operators.redrive.RedrivePlan;
import dev.breakwater.operators.redrive.RedrivePolicy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Redrive on Kafka: {@code --help} shows its options. */
public final class RedriveJob {

  private static final SinkName OUTPUTS = new SinkName("main");

  private RedriveJob() {}

  public static void main(String[] args) throws Exception {
    Launch launch = Launch.of(args, RedriveJobOptions.catalog(), System::getenv);
    String answer = launch.answer();
    if (answer != null) {
      System.out.print(answer);
      return;
    }
    RedriveJobConfig config = launch.configure(RedriveJobConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    config.sink().requireCheckpointing(environment.getConfiguration());
    RedrivePlan plan = launch.dryRun() ? RedrivePlan.unasked() : plan(config);
    RedriveTopology.build(environment, kafka(config, plan), config);
    JobRun.execute(launch, environment, config.instance());
  }

  /** Asks the broker where topics end, and which targets there are. */
  public static RedrivePlan plan(RedriveJobConfig config) {
    return RedrivePlan.of(config.redrive(), config.source().topics(), config.source().properties());
  }

  /** Source and sink as the configuration says. */
  public static RedrivePorts kafka(RedriveJobConfig config, RedrivePlan plan) {
    RedrivePolicy policy =
        new RedrivePolicy(config.redrive(), plan.missing(), config.sink().maxRecordSize());
    return new RedrivePorts(
        config.redrive().mode() == Mode.ONE_SHOT
            ? KafkaSources.raw(config.source(), plan.sourceEnds())
            : KafkaSources.raw(config.source()),
        KafkaSinks.of(config.sink(), OUTPUTS, new RedriveEncoder(policy)),
        policy,
        plan,
        LedgerSink.of(config.sink(), config.ledger()));
  }
}
