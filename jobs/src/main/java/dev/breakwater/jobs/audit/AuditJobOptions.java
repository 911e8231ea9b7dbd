package dev.breakwater.jobs.audit;

import dev.breakwater.operators.audit.AuditOptions;
import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.kafka.KafkaOptions;
import dev.breakwater.operators.ledger.LedgerOptions;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of the job audit: its topics, and those of the features it is made of. */
public final class AuditJobOptions {

  public static final ConfigOption<String> VERDICT_TOPIC =
      ConfigOptions.key("sink.topic")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The topic of verdicts: one for each account and bucket, and one more for each"
                  + " revision, under the same key. It may be compacted.");

  public static final ConfigOption<String> DEAD_LETTER_TOPIC =
      ConfigOptions.key("dead-letter.topic")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The topic of records of the ledger that are no entries, and of entries that came"
                  + " after audit.horizon.");

  public static final ConfigOption<List<String>> WITNESS =
      ConfigOptions.key("audit.witness")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Topics that audit reads itself, since no job of ours does, and books as their reader"
                  + " in ledger.topic, which must be set then: each record by its headers. A topic"
                  + " here is judged for this reader unless audit.readers says otherwise.");

  private AuditJobOptions() {}

  /** Every option that audit knows, in the order of its data's way. */
  public static OptionCatalog catalog() {
    return OptionCatalog.of(
        "audit",
        "The ledger of all jobs in; a verdict for each topic, job and bucket of time out.",
        KafkaOptions.clientGroup(),
        KafkaOptions.sourceGroup(),
        AuditOptions.group(),
        OptionGroup.of("Witness", WITNESS),
        LedgerOptions.group(),
        OptionGroup.of("Topics", VERDICT_TOPIC, DEAD_LETTER_TOPIC),
        KafkaOptions.sinkGroup());
  }
}
