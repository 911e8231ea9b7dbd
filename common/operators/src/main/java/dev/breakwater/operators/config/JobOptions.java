package dev.breakwater.operators.config;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options that every job has. */
public final class JobOptions {

  public static final ConfigOption<String> INSTANCE =
      ConfigOptions.key("job.instance")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Name of this running copy of the job, such as orders-ingest.r01. Consumer group,"
                  + " client ids and transactional ids are derived from it, so two copies that run"
                  + " at the same time must not share one. 1 to 63 of a-z, 0-9, '.' and '-', with a"
                  + " letter or digit at both ends.");

  private JobOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of("Job", INSTANCE);
  }
}
