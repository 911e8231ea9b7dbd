package dev.breakwater.scripts.drill.tamper;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.event.RawRecord;
import java.util.Arrays;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A job as users have them, which copies values with Flink's own Kafka sink, exactly once as that
 * sink understands it. It takes the configuration of {@code ingest}.
 */
public final class PlainSinkJob {

  private PlainSinkJob() {}

  /**
   * Runs it.
   *
   * @param args the name of a job, which does not matter, then the arguments of {@code ingest}
   */
  public static void main(String[] args) throws Exception {
    String[] own = Arrays.copyOfRange(args, 1, args.length);
    Launch launch = Launch.of(own, IngestOptions.catalog(), System::getenv);
    IngestConfig config = launch.configure(IngestConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    environment
        .fromSource(config.input().source(), WatermarkStrategy.noWatermarks(), "raw")
        .uid("raw")
        .map(RawRecord::value)
        .returns(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
        .uid("values")
        .sinkTo(sink(config))
        .uid("copies");
    JobRun.execute(launch, environment, config.instance());
  }

  private static KafkaSink<byte[]> sink(IngestConfig config) {
    Properties producers = new Properties();
    producers.putAll(config.sink().properties());
    producers.setProperty(
        "transaction.timeout.ms", Long.toString(config.sink().transactionTimeout().toMillis()));
    String topic = config.cleanTopic();
    return KafkaSink.<byte[]>builder()
        .setBootstrapServers(producers.getProperty("bootstrap.servers"))
        .setKafkaProducerConfig(producers)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(config.instance())
        .setRecordSerializer((value, context, time) -> new ProducerRecord<>(topic, value))
        .build();
  }
}
