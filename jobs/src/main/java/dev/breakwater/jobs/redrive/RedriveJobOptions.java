package dev.breakwater.jobs.redrive;

import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.kafka.KafkaOptions;
import dev.breakwater.operators.ledger.LedgerOptions;
import dev.breakwater.operators.redrive.RedriveOptions;

/** The options of redrive: those of the features it is made of. */
public final class RedriveJobOptions {

  private RedriveJobOptions() {}

  /** Every option that redrive knows, in the order of its data's way. */
  public static OptionCatalog catalog() {
    return OptionCatalog.of(
        "redrive",
        "Dead letters back to work: filtered, at a limited rate, each so often and no more.",
        KafkaOptions.clientGroup(),
        KafkaOptions.sourceGroup(),
        RedriveOptions.filterGroup(),
        RedriveOptions.group(),
        KafkaOptions.sinkGroup(),
        LedgerOptions.group());
  }
}
