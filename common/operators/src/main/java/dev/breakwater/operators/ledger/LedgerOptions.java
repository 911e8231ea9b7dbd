package dev.breakwater.operators.ledger;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of the ledger. */
public final class LedgerOptions {

  public static final ConfigOption<String> TOPIC =
      ConfigOptions.key("ledger.topic")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The topic of the books: per bucket of time, how many records were read and where"
                  + " each went. Unset: no books are kept. Needs sink.delivery exactly-once.");

  public static final ConfigOption<Duration> BUCKET =
      ConfigOptions.key("ledger.bucket")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "The time that is booked together. The same for all jobs that keep books of one"
                  + " topic. Longer means fewer entries, and losses less narrowly placed.");

  private LedgerOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of("Ledger", TOPIC, BUCKET);
  }
}
