package dev.breakwater.operators.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.Description;
import org.apache.flink.configuration.description.TextElement;

/** Options of every type, as a feature would declare them. */
final class HarbourOptions {

  enum Delivery {
    EXACTLY_ONCE,
    AT_LEAST_ONCE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static final ConfigOption<Duration> HORIZON =
      ConfigOptions.key("harbour.horizon")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription("How long a ship is remembered.");
  static final ConfigOption<MemorySize> SIZE =
      ConfigOptions.key("harbour.size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1))
          .withDescription("The largest ship.");
  static final ConfigOption<Boolean> OPEN =
      ConfigOptions.key("harbour.open").booleanType().defaultValue(false).withDescription("Open.");
  static final ConfigOption<Integer> BERTHS =
      ConfigOptions.key("harbour.berths").intType().defaultValue(4).withDescription("Berths.");
  static final ConfigOption<Long> TONS =
      ConfigOptions.key("harbour.tons").longType().noDefaultValue().withDescription("Tons.");
  static final ConfigOption<Double> RATIO =
      ConfigOptions.key("harbour.ratio")
          .doubleType()
          .defaultValue(0.05)
          .withDescription("At most 5% of <all> ships | boats.");
  static final ConfigOption<Float> DEPTH =
      ConfigOptions.key("harbour.depth").floatType().noDefaultValue().withDescription("Depth.");
  static final ConfigOption<Delivery> DELIVERY =
      ConfigOptions.key("harbour.delivery")
          .enumType(Delivery.class)
          .defaultValue(Delivery.EXACTLY_ONCE)
          .withDescription("Delivery.");
  static final ConfigOption<Delivery> OTHER_DELIVERY =
      ConfigOptions.key("harbour.other.delivery")
          .enumType(Delivery.class)
          .noDefaultValue()
          .withDescription("Delivery, without a default.");
  static final ConfigOption<TimeUnit> UNIT =
      ConfigOptions.key("harbour.unit")
          .enumType(TimeUnit.class)
          .defaultValue(TimeUnit.DAYS)
          .withDescription("An enum without words of its own.");
  static final ConfigOption<String> NAME =
      ConfigOptions.key("harbour.name")
          .stringType()
          .noDefaultValue()
          .withDeprecatedKeys("harbour.old.name")
          .withDescription(
              Description.builder()
                  .text("The name, such as %s.", TextElement.code("north"))
                  .linebreak()
                  .text("Second line.")
                  .build());
  static final ConfigOption<String> PASSWORD =
      ConfigOptions.key("harbour.password").stringType().noDefaultValue().withDescription("Word.");
  static final ConfigOption<Integer> PIN =
      ConfigOptions.key("harbour.token").intType().noDefaultValue().withDescription("Number.");
  static final ConfigOption<List<String>> SHIPS =
      ConfigOptions.key("harbour.ships").stringType().asList().noDefaultValue();
  static final ConfigOption<List<Duration>> TIDES =
      ConfigOptions.key("harbour.tides")
          .durationType()
          .asList()
          .defaultValues(Duration.ofHours(6), Duration.ofHours(18));
  static final ConfigOption<Map<String, String>> FLAGS =
      ConfigOptions.key("harbour.flags").mapType().noDefaultValue();

  private HarbourOptions() {}

  static OptionGroup group() {
    return OptionGroup.of(
            "Harbour",
            HORIZON,
            SIZE,
            OPEN,
            BERTHS,
            TONS,
            RATIO,
            DEPTH,
            DELIVERY,
            OTHER_DELIVERY,
            UNIT,
            NAME,
            PASSWORD,
            PIN,
            SHIPS,
            TIDES,
            FLAGS)
        .withPrefix("harbour.properties.", "Any setting of the harbour.");
  }

  static OptionCatalog catalog() {
    return OptionCatalog.of("harbour", "ships in, ships out", group());
  }
}
