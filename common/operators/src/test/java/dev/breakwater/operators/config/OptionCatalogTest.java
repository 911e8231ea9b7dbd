package dev.breakwater.operators.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionCatalogTest {

  private final OptionCatalog catalog = HarbourOptions.catalog();

  @Test
  void startsWithTheOptionsOfEveryJob() {
    assertThat(catalog.groups()).extracting(OptionGroup::title).containsExactly("Job", "Harbour");
    assertThat(catalog.job()).isEqualTo("harbour");
    assertThat(catalog.purpose()).isEqualTo("ships in, ships out");
  }

  @Test
  void rendersHelpInLinesOfAtMostHundredColumns() {
    assertThat(catalog.help().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    assertThat(catalog.help().lines()).noneMatch(line -> line.endsWith(" "));
  }

  @Test
  void showsEveryOptionWithTypeDefaultAndMeaning() {
    assertThat(catalog.help())
        .startsWith("harbour: ships in, ships out\n\n")
        .contains("\nCommand line\n  --config FILE ", "\nJob\n", "\nHarbour\n")
        .contains(
            "\n  harbour.horizon                     duration, default 7 d\n"
                + " ".repeat(38)
                + "How long a ship is remembered.\n")
        .contains("whole number, no default", "list of duration, default 6 h;18 h")
        .contains("exactly-once or at-least-once, default exactly-once")
        .contains("exactly-once or at-least-once, no default")
        .contains("or hours or days, default days")
        .contains("The name, such as north. Second line.")
        .contains("At most 5% of <all> ships | boats.")
        .contains("  harbour.properties.*                Any setting of the harbour.\n");
    HarbourOptions.group()
        .options()
        .forEach(option -> assertThat(catalog.help()).contains("\n  " + option.key() + " "));
  }

  @Test
  void putsALongKeyOnALineOfItsOwn() {
    ConfigOption<String> option =
        ConfigOptions.key("a.key.that.is.longer.than.its.column").stringType().noDefaultValue();

    assertThat(OptionCatalog.of("x", "y", OptionGroup.of("z", option)).help())
        .contains(
            "  a.key.that.is.longer.than.its.column\n" + " ".repeat(38) + "text, no default\n");
  }

  @Test
  void rendersMarkdownTables() {
    assertThat(catalog.markdown())
        .startsWith(
            "#### Job\n\n| key | default | type | meaning |\n|---|---|---|---|\n| `job.instance` |")
        .contains(
            "\n\n#### Harbour\n\n",
            "| `harbour.horizon` | `7 d` | duration | How long a ship is remembered. |\n",
            "| `harbour.ratio` | `0.05` | number | At most 5% of \\<all> ships \\| boats. |\n",
            "| `harbour.name` |  | text | The name, such as `north`. Second line. |\n",
            "| `harbour.properties.*` |  | text | Any setting of the harbour. |\n");
    assertThat(catalog.markdown().lines().filter(line -> line.startsWith("|")))
        .allSatisfy(line -> assertThat(line.replace("\\|", "").split("\\|", -1)).hasSize(6));
  }

  @Test
  void refusesTwoOptionsWithOneKey() {
    assertThatThrownBy(
            () -> OptionCatalog.of("x", "y", HarbourOptions.group(), HarbourOptions.group()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two options have the key harbour.horizon");
  }

  @Test
  void refusesAnOptionWithAReservedKey() {
    ConfigOption<String> option = ConfigOptions.key("config").stringType().noDefaultValue();

    assertThatThrownBy(() -> OptionCatalog.of("x", "y", OptionGroup.of("z", option)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an option has the reserved key config");
  }

  @Test
  void refusesAPrefixWithoutDot() {
    assertThatThrownBy(() -> OptionGroup.of("x").withPrefix("kafka.properties", "y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prefix must end with a dot, was kafka.properties");
  }

  @Test
  void findsTheTypeOfAnOptionWithoutDefault() {
    var key = ConfigOptions.key("k");
    assertThat(OptionType.of(key.durationType().noDefaultValue())).isEqualTo(OptionType.DURATION);
    assertThat(OptionType.of(key.memoryType().noDefaultValue())).isEqualTo(OptionType.SIZE);
    assertThat(OptionType.of(key.booleanType().noDefaultValue())).isEqualTo(OptionType.BOOLEAN);
    assertThat(OptionType.of(key.intType().noDefaultValue())).isEqualTo(OptionType.INTEGER);
    assertThat(OptionType.of(key.longType().noDefaultValue())).isEqualTo(OptionType.LONG);
    assertThat(OptionType.of(key.floatType().noDefaultValue())).isEqualTo(OptionType.NUMBER);
    assertThat(OptionType.of(key.doubleType().noDefaultValue())).isEqualTo(OptionType.NUMBER);
    assertThat(OptionType.of(key.stringType().noDefaultValue())).isEqualTo(OptionType.TEXT);
    assertThat(OptionType.of(key.mapType().noDefaultValue())).isEqualTo(OptionType.MAP);
    assertThat(
            List.of(
                OptionType.of(key.intType().asList().noDefaultValue()).name(),
                OptionType.of(key.booleanType().asList().noDefaultValue()).name(),
                OptionType.of(key.stringType().asList().defaultValues()).name(),
                OptionType.of(key.enumType(HarbourOptions.Delivery.class).asList().noDefaultValue())
                    .name()))
        .containsExactly(
            "list of whole number",
            "list of true or false",
            "list of text",
            "list of exactly-once or at-least-once");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms",
    "PT168H, 7 d",
    "PT36H, 36 h",
    "PT90S, 90 s",
    "PT1M, 1 min",
    "PT0.5S, 500 ms",
    "PT0.0000005S, 500 ns",
    "PT1.0000005S, 1000000500 ns"
  })
  void writesADurationInItsLargestWholeUnit(Duration duration, String text) {
    assertThat(DefaultText.of(duration)).isEqualTo(text);
  }
}
