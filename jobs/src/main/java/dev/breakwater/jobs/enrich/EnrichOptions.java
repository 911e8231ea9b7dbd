package dev.breakwater.jobs.enrich;

import dev.breakwater.operators.breaker.BreakerOptions;
import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.deadletter.DeadLetterOptions;
import dev.breakwater.operators.decode.DecodeOptions;
import dev.breakwater.operators.kafka.KafkaOptions;
import dev.breakwater.operators.ledger.LedgerOptions;
import dev.breakwater.operators.lookup.LookupOptions;
import dev.breakwater.operators.quarantine.QuarantineOptions;
import dev.breakwater.operators.repair.RepairOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of enrich: its field and topics, and those of the features it is made of. */
public final class EnrichOptions {

  public static final ConfigOption<String> FIELD =
      ConfigOptions.key("enrich.field")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The member of the JSON payload that the answer becomes: its last one, or in the"
                  + " place of the one that is there.");

  public static final ConfigOption<String> ENRICHED_TOPIC =
      ConfigOptions.key("sink.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of enriched events.");

  public static final ConfigOption<String> DEAD_LETTER_TOPIC =
      ConfigOptions.key("dead-letter.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of records that cannot go on, each with its reason.");

  private EnrichOptions() {}

  /** Every option that enrich knows, in the order of its data's way. */
  public static OptionCatalog catalog() {
    return OptionCatalog.of(
        "enrich",
        "Events in; each with an answer of a dependency in it out; the rest among the dead"
            + " letters.",
        KafkaOptions.clientGroup(),
        KafkaOptions.sourceGroup(),
        DecodeOptions.group(),
        OptionGroup.of("Enrichment", FIELD),
        LookupOptions.group(),
        BreakerOptions.group(),
        QuarantineOptions.group(),
        DeadLetterOptions.group(),
        OptionGroup.of("Topics", ENRICHED_TOPIC, DEAD_LETTER_TOPIC),
        KafkaOptions.sinkGroup(),
        RepairOptions.group(),
        LedgerOptions.group());
  }
}
