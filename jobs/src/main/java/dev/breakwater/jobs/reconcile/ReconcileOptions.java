package dev.breakwater.jobs.reconcile;

import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.deadletter.DeadLetterOptions;
import dev.breakwater.operators.decode.DecodeOptions;
import dev.breakwater.operators.kafka.KafkaOptions;
import dev.breakwater.operators.ledger.LedgerOptions;
import dev.breakwater.operators.quorum.QuorumOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of reconcile: its topics, and those of the features it is made of. */
public final class ReconcileOptions {

  public static final ConfigOption<String> RESULT_TOPIC =
      ConfigOptions.key("sink.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of results, each once.");

  public static final ConfigOption<String> DISCREPANCIES_TOPIC =
      ConfigOptions.key("quorum.discrepancies-topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of discrepancies: what replicas do not agree on.");

  public static final ConfigOption<String> STRAGGLERS_TOPIC =
      ConfigOptions.key("quorum.stragglers-topic")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The topic of copies that came after their result was forgotten. Unset: they are"
                  + " counted and left.");

  public static final ConfigOption<String> DEAD_LETTER_TOPIC =
      ConfigOptions.key("dead-letter.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of records that cannot go on, each with its reason.");

  private ReconcileOptions() {}

  /** Every option that reconcile knows, in the order of its data's way. */
  public static OptionCatalog catalog() {
    return OptionCatalog.of(
        "reconcile",
        "Results of replicas in; each result once out, and what they do not agree on.",
        KafkaOptions.clientGroup(),
        KafkaOptions.sourceGroup(),
        DecodeOptions.group(),
        DeadLetterOptions.group(),
        QuorumOptions.group(),
        OptionGroup.of(
            "Topics", RESULT_TOPIC, DISCREPANCIES_TOPIC, STRAGGLERS_TOPIC, DEAD_LETTER_TOPIC),
        KafkaOptions.sinkGroup(),
        LedgerOptions.group());
  }
}
