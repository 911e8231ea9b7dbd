package dev.breakwater.jobs.redrive;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.kafka.KafkaMetrics;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.redrive.Redrive;
import dev.breakwater.operators.redrive.RedriveMetrics;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of redrive. Names and uids are part of every savepoint: they never change. */
public final class RedriveTopology {

  static final String DEAD_LETTERS = "dead-letters";
  static final String OUTPUTS = "outputs";

  private RedriveTopology() {}

  /** Adds the graph to the environment; nothing runs yet. */
  public static void build(StreamExecutionEnvironment environment, RedrivePorts ports) {
    Redrive.apply(
            environment
                .fromSource(
                    ports.deadLetters(),
                    WatermarkStrategy.noWatermarks(),
                    DEAD_LETTERS,
                    EventTypes.RAW_RECORD)
                .uid(DEAD_LETTERS),
            ports.policy(),
            ports.plan())
        .sinkTo(ports.outputs())
        .setParallelism(1)
        .name(OUTPUTS)
        .uid(OUTPUTS);
  }

  /** The metrics of its operators. */
  public static List<Metric> metrics() {
    return Metric.join(RedriveMetrics.all(), KafkaMetrics.all());
  }
}
