package dev.breakwater.operators.audit;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of the audit. */
public final class AuditOptions {

  public static final ConfigOption<Duration> GRACE =
      ConfigOptions.key("audit.grace")
          .durationType()
          .defaultValue(Duration.ofMinutes(2))
          .withDescription(
              "A bucket is judged once its time is over and nothing was booked for it for so long, by"
                  + " the times of bookings: longer than a record is under way from stage to stage,"
                  + " checkpoint interval included.");

  public static final ConfigOption<Duration> SILENCE =
      ConfigOptions.key("audit.silence")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "When the times of bookings stand for so long, since all jobs do, the clock judges the"
                  + " buckets that were not booked for so long. Longer than the audit itself needs to"
                  + " start.");

  public static final ConfigOption<Duration> HORIZON =
      ConfigOptions.key("audit.horizon")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription(
              "How long after its last booking a bucket is remembered, and may be judged again. What"
                  + " comes later is dead-lettered as late. Also how long a reader or writer that"
                  + " books nothing is still expected to.");

  public static final ConfigOption<Duration> LETTER_HORIZON =
      ConfigOptions.key("audit.dead-letter-horizon")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription(
              "How long after its last booking a dead letter that nobody took is counted as waiting:"
                  + " the retention of the dead-letter topics, of which this is the broker's default."
                  + " What is older is not there any more.");

  public static final ConfigOption<List<String>> READERS =
      ConfigOptions.key("audit.readers")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Who reads a topic, as TOPIC=JOB, JOB its job.instance: of a topic named here exactly"
                  + " these are judged, from the first record on. Of other topics whoever was seen to"
                  + " read them.");

  private AuditOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of("Audit", GRACE, SILENCE, HORIZON, LETTER_HORIZON, READERS);
  }
}
