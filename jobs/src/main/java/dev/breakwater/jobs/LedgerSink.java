package dev.breakwater.jobs;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.kafka.KafkaSinks;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SinkName;
import dev.breakwater.operators.ledger.LedgerConfig;
import dev.breakwater.operators.ledger.LedgerEncoder;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/** Where the books of a job go: the same in every job. */
public final class LedgerSink {

  private static final SinkName LEDGER = new SinkName("ledg");

  private LedgerSink() {}

  /** Null where no books are kept. */
  public static @Nullable Sink<RawRecord> of(SinkConfig sink, LedgerConfig ledger) {
    String topic = ledger.topic();
    return topic == null ? null : KafkaSinks.of(sink, LEDGER, topic, new LedgerEncoder(topic));
  }
}
