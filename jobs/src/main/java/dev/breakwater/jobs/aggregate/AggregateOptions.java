package dev.breakwater.jobs.aggregate;

import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.deadletter.DeadLetterOptions;
import dev.breakwater.operators.decode.DecodeOptions;
import dev.breakwater.operators.kafka.KafkaOptions;
import dev.breakwater.operators.ledger.LedgerOptions;
import dev.breakwater.operators.window.WindowOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of aggregate: its topics, and those of the features it is made of. */
public final class AggregateOptions {

  public static final ConfigOption<String> RESULT_TOPIC =
      ConfigOptions.key("sink.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of results; each replica has its own.");

  public static final ConfigOption<String> DEAD_LETTER_TOPIC =
      ConfigOptions.key("dead-letter.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of records that cannot go on, each with its reason.");

  private AggregateOptions() {}

  /** Every option that aggregate knows, in the order of its data's way. */
  public static OptionCatalog catalog() {
    return OptionCatalog.of(
        "aggregate",
        "Events in; one result per key and window out; late events among the dead letters.",
        KafkaOptions.clientGroup(),
        KafkaOptions.sourceGroup(),
        DecodeOptions.group(),
        DeadLetterOptions.group(),
        WindowOptions.group(),
        OptionGroup.of("Topics", RESULT_TOPIC, DEAD_LETTER_TOPIC),
        KafkaOptions.sinkGroup(),
        LedgerOptions.group());
  }
}
