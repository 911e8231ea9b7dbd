package dev.breakwater.operators.window;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of windows and their measures. */
public final class WindowOptions {

  public static final String MEASURES_PREFIX = "aggregate.measures.";

  public static final ConfigOption<Shape.Kind> KIND =
      ConfigOptions.key("window.kind")
          .enumType(Shape.Kind.class)
          .defaultValue(Shape.Kind.TUMBLING)
          .withDescription(
              "tumbling (one after the other), hopping (they overlap) or session (as long as events"
                  + " of the key follow each other within a gap).");

  public static final ConfigOption<String> KEY =
      ConfigOptions.key("window.key")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "What events are grouped by: an attribute (subject, source, type, an extension), or a"
                  + " JSON pointer into the payload to a string or an integer.");

  public static final ConfigOption<Duration> SIZE =
      ConfigOptions.key("window.size")
          .durationType()
          .noDefaultValue()
          .withDescription("The length of tumbling and hopping windows, aligned to midnight UTC.");

  public static final ConfigOption<Duration> SLIDE =
      ConfigOptions.key("window.slide")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "From one hopping window to the next; the size is a multiple of it, at most 1,000.");

  public static final ConfigOption<Duration> GAP =
      ConfigOptions.key("window.gap")
          .durationType()
          .noDefaultValue()
          .withDescription("A session ends so long after its last event.");

  public static final ConfigOption<Duration> OUT_OF_ORDERNESS =
      ConfigOptions.key("window.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "How far behind the latest event of its partition an event may come: event time is so"
                  + " far behind.");

  public static final ConfigOption<Duration> LATENESS =
      ConfigOptions.key("window.lateness")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription(
              "How long windows wait for late events after event time has passed their end. What"
                  + " comes after that is a dead letter, late.");

  public static final ConfigOption<Emit> EMIT =
      ConfigOptions.key("window.emit")
          .enumType(Emit.class)
          .defaultValue(Emit.FINAL)
          .withDescription(
              "final (one result per window, after the lateness: the same on every replica) or"
                  + " updates (one at the end of the window, and a further revision when late events"
                  + " have changed it; of tumbling windows).");

  public static final ConfigOption<Duration> EARLY_EVERY =
      ConfigOptions.key("window.early-every")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription(
              "With window.emit updates: a window that is still open is told, too, whenever event"
                  + " time has gone so much further into it and it has changed. 0 s for no early"
                  + " results.");

  public static final ConfigOption<Duration> IDLE_CLOSE =
      ConfigOptions.key("window.idle-close")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "When all partitions have been idle (source.idle-timeout) for this long, the windows"
                  + " that are open are told as they are; if events come for one of them after all,"
                  + " it is told again as a further revision. 0 s for never.");

  public static final ConfigOption<MemorySize> PRE_AGGREGATION_MEMORY =
      ConfigOptions.key("window.pre-aggregation.max-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(32))
          .withDescription(
              "Heap per subtask in which events are aggregated before they are shuffled, so that a"
                  + " hot key is no more work than another; 0 bytes shuffles every event by itself.");

  public static final ConfigOption<String> RESULT_SOURCE =
      ConfigOptions.key("window.result.source")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The source of results, a constant: the same for all replicas of a job, so not the"
                  + " name of an instance.");

  public static final ConfigOption<String> RESULT_TYPE =
      ConfigOptions.key("window.result.type")
          .stringType()
          .defaultValue("breakwater.window")
          .withDescription("The type of results, a constant.");

  private WindowOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of(
            "Windows and measures",
            KEY,
            KIND,
            SIZE,
            SLIDE,
            GAP,
            OUT_OF_ORDERNESS,
            LATENESS,
            EMIT,
            EARLY_EVERY,
            IDLE_CLOSE,
            PRE_AGGREGATION_MEMORY,
            RESULT_SOURCE,
            RESULT_TYPE)
        .withPrefix(
            MEASURES_PREFIX,
            "Name of a measure behind it, as value what it is: "
                + Measure.ALLOWED
                + ". POINTER is a JSON pointer into the payload.");
  }

  /** The option of one measure. */
  static ConfigOption<String> measure(String name) {
    return ConfigOptions.key(MEASURES_PREFIX + name).stringType().noDefaultValue();
  }
}
