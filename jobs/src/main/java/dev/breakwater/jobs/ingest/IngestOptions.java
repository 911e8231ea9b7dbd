package dev.breakwater.jobs.ingest;

import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.deadletter.DeadLetterOptions;
import dev.breakwater.operators.decode.DecodeOptions;
import dev.breakwater.operators.dedup.DedupOptions;
import dev.breakwater.operators.input.Inputs;
import dev.breakwater.operators.kafka.KafkaOptions;
import dev.breakwater.operators.ledger.LedgerOptions;
import dev.breakwater.operators.repair.RepairOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of ingest: its topics, and those of the features it is made of. */
public final class IngestOptions {

  public static final ConfigOption<String> CLEAN_TOPIC =
      ConfigOptions.key("sink.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of valid, first-seen events.");

  public static final ConfigOption<String> DEAD_LETTER_TOPIC =
      ConfigOptions.key("dead-letter.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of records that cannot go on, each with its reason.");

  public static final ConfigOption<String> DUPLICATES_TOPIC =
      ConfigOptions.key("dedup.duplicates-topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of duplicates. Unset: they are counted and left.");

  private IngestOptions() {}

  /** Every option that ingest knows, in the order of its data's way. */
  public static OptionCatalog catalog() {
    List<OptionGroup> groups = new ArrayList<>();
    groups.add(KafkaOptions.clientGroup());
    groups.addAll(Inputs.groups());
    groups.addAll(
        List.of(
            DecodeOptions.group(),
            DeadLetterOptions.group(),
            DedupOptions.group(),
            OptionGroup.of("Topics", CLEAN_TOPIC, DEAD_LETTER_TOPIC, DUPLICATES_TOPIC),
            KafkaOptions.sinkGroup(),
            RepairOptions.group(),
            LedgerOptions.group()));
    return OptionCatalog.of(
        "ingest",
        "Raw records in; valid, first-seen events out; the rest among the dead letters.",
        groups.toArray(new OptionGroup[0]));
  }
}
