package dev.breakwater.operators.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void readsEveryType() {
    Settings settings =
        Settings.of(
            Map.of(
                "harbour.horizon", "36 h",
                "harbour.size", "64 kb",
                "harbour.open", "true",
                "harbour.berths", "-3",
                "harbour.tons", "9000000000",
                "harbour.depth", "1.5",
                "harbour.delivery", "at-least-once",
                "harbour.ships", "a;b",
                "harbour.tides", "[1 h, 2 h]",
                "harbour.flags", "k1:v1,k2:v2"));

    assertThat(settings.get(HarbourOptions.HORIZON)).isEqualTo(Duration.ofHours(36));
    assertThat(settings.get(HarbourOptions.SIZE)).isEqualTo(MemorySize.parse("64 kb"));
    assertThat(settings.get(HarbourOptions.OPEN)).isTrue();
    assertThat(settings.get(HarbourOptions.BERTHS)).isEqualTo(-3);
    assertThat(settings.find(HarbourOptions.TONS)).isEqualTo(9_000_000_000L);
    assertThat(settings.find(HarbourOptions.DEPTH)).isEqualTo(1.5f);
    assertThat(settings.get(HarbourOptions.DELIVERY))
        .isEqualTo(HarbourOptions.Delivery.AT_LEAST_ONCE);
    assertThat(settings.find(HarbourOptions.SHIPS)).containsExactly("a", "b");
    assertThat(settings.get(HarbourOptions.TIDES))
        .containsExactly(Duration.ofHours(1), Duration.ofHours(2));
    assertThat(settings.find(HarbourOptions.FLAGS)).isEqualTo(Map.of("k1", "v1", "k2", "v2"));
    assertThat(Problems.of(settings)).isEmpty();
  }

  @Test
  void returnsTheDefaultWhereNothingIsGiven() {
    Settings settings = Settings.of(Map.of());

    assertThat(settings.get(HarbourOptions.HORIZON)).isEqualTo(Duration.ofDays(7));
    assertThat(settings.find(HarbourOptions.HORIZON)).isNull();
    assertThat(settings.find(HarbourOptions.NAME)).isNull();
    assertThatCode(settings::check).doesNotThrowAnyException();
  }

  @Test
  void refusesToGetAnOptionWithoutDefault() {
    assertThatThrownBy(() -> Settings.of(Map.of()).get(HarbourOptions.NAME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("harbour.name has no default: use find or require");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "harbour.horizon|soon|must be a duration, was soon;"
            + " allowed: a number and a unit such as 500 ms, 10 s, 5 min, 7 d",
        "harbour.horizon|-1 s|must be a duration, was -1 s;"
            + " allowed: a number and a unit such as 500 ms, 10 s, 5 min, 7 d",
        "harbour.horizon|7|must have a unit, was 7;"
            + " allowed: a number and a unit such as 500 ms, 10 s, 5 min, 7 d",
        "harbour.size|big|must be a size, was big;"
            + " allowed: a number and a unit such as 64 kb, 10 mb, 1 gb",
        "harbour.open|yes|must be true or false, was yes; allowed: true, false",
        "harbour.berths|3000000000|must be a whole number, was 3000000000;"
            + " allowed: -2147483648 to 2147483647",
        "harbour.tons|1.5|must be a whole number, was 1.5;"
            + " allowed: -9223372036854775808 to 9223372036854775807",
        "harbour.ratio|5%|must be a number, was 5%; allowed: digits such as 0.05",
        "harbour.depth|x|must be a number, was x; allowed: digits such as 0.05",
        "harbour.delivery|never|must be one of the allowed words, was never;"
            + " allowed: exactly-once, at-least-once",
        "harbour.other.delivery|never|must be one of the allowed words, was never;"
            + " allowed: exactly-once, at-least-once",
        "harbour.tides|1 h;x|must be a list, was 1 h;x;"
            + " allowed: entries in the form [a, b] or a,b or a;b, each duration",
        "harbour.flags|x|must be a map, was x; allowed: key: value pairs, or k1:v1,k2:v2",
      })
  void saysWhatIsAllowedInsteadOfAValueOfTheWrongType(String key, String value, String message) {
    Settings settings = Settings.of(Map.of(key, value));

    assertThat(settings.find(option(key))).isNull();
    assertThat(Problems.of(settings)).containsExactly(key + " " + message);
  }

  @Test
  void returnsTheDefaultOrPlaceholderForAValueOfTheWrongType() {
    Settings settings = Settings.of(Map.of("harbour.horizon", "x", "harbour.tons", "y"));

    assertThat(settings.get(HarbourOptions.HORIZON)).isEqualTo(Duration.ofDays(7));
    assertThat(settings.require(HarbourOptions.TONS, 1L)).isEqualTo(1L);
    assertThat(Problems.of(settings)).hasSize(2);
  }

  @Test
  void acceptsZeroWithoutUnit() {
    Settings settings = Settings.of(Map.of("harbour.horizon", "0"));

    assertThat(settings.get(HarbourOptions.HORIZON)).isZero();
    assertThat(Problems.of(settings)).isEmpty();
  }

  @Test
  void reportsARequiredOptionThatIsNotSet() {
    Settings settings = Settings.of(Map.of());

    assertThat(settings.require(HarbourOptions.NAME, "nobody")).isEqualTo("nobody");
    assertThat(Problems.of(settings)).containsExactly("harbour.name is required, was not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void reportsARequiredOptionThatIsEmpty(String empty) {
    Settings settings = Settings.of(Map.of("harbour.name", empty));

    assertThat(settings.require(HarbourOptions.NAME, "nobody")).isEqualTo("nobody");
    assertThat(Problems.of(settings)).containsExactly("harbour.name is required, was empty");
  }

  @Test
  void reportsAProblemOnceHoweverOftenItIsRead() {
    Settings settings = Settings.of(Map.of("harbour.berths", "x"));
    settings.get(HarbourOptions.BERTHS);
    settings.get(HarbourOptions.BERTHS);
    settings.require(HarbourOptions.NAME, "");
    settings.require(HarbourOptions.NAME, "");

    assertThat(Problems.of(settings)).hasSize(2);
  }

  @Test
  void readsTheOlderKeyOfAnOption() {
    assertThat(
            Settings.of(Map.of("harbour.old.name", "north")).require(HarbourOptions.NAME, "nobody"))
        .isEqualTo("north");
    assertThat(
            Settings.of(Map.of("harbour.old.name", "north", "harbour.name", "south"))
                .find(HarbourOptions.NAME))
        .isEqualTo("south");
  }

  @Test
  void handsOverAllKeysOfAPrefix() {
    Settings settings = Settings.of(Map.of("a.b.c", "1", "a.b.d.e", "2", "a.bb", "3"));

    assertThat(settings.prefixed("a.b.")).isEqualTo(Map.of("c", "1", "d.e", "2"));
  }

  @Test
  void readsAMapFromTheKeysBelowItsOwn() {
    Settings settings = Settings.of(Map.of("harbour.flags.red", "1", "harbour.flags.blue", "2"));

    assertThat(settings.find(HarbourOptions.FLAGS)).isEqualTo(Map.of("red", "1", "blue", "2"));
  }

  @Test
  void keepsListEntriesAsTheyAreWritten() {
    Settings settings =
        Settings.of(Map.of("harbour.ships", "[007, 1.10, yes, 'it''s', \"a\\tb\"]"));

    assertThat(settings.find(HarbourOptions.SHIPS))
        .containsExactly("007", "1.10", "yes", "it's", "a\tb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,b|a|b",
        "a, b,|a|b",
        "/id, /date|/id|/date",
        "a;b|a|b",
        "1,b;c|1,b|c",
        "'a,b';c|a,b|c"
      })
  void takesAListWithCommasOrSemicolons(String text, String first, String second) {
    assertThat(Settings.of(Map.of("harbour.ships", text)).find(HarbourOptions.SHIPS))
        .containsExactly(first, second);
  }

  @Test
  void takesAnEntryInQuotesWithItsComma() {
    assertThat(Settings.of(Map.of("harbour.ships", "'a,b'")).find(HarbourOptions.SHIPS))
        .containsExactly("a,b");
  }

  @Test
  void takesAListThatIsNoYamlByTheSemicolons() {
    assertThat(Settings.of(Map.of("harbour.ships", "[a")).find(HarbourOptions.SHIPS))
        .containsExactly("[a");
    assertThat(Settings.of(Map.of("harbour.ships", "one")).find(HarbourOptions.SHIPS))
        .containsExactly("one");
  }

  @Test
  void saysWhatAnOptionWasWhenItIsRejected() {
    Settings settings = Settings.of(Map.of("harbour.berths", "-1"));
    settings.reject(HarbourOptions.BERTHS, "must be positive", "1 to 100");
    settings.reject(HarbourOptions.HORIZON, "must be shorter than harbour.tides", "");
    settings.reject(HarbourOptions.TONS, "must be set with harbour.berths", "");

    assertThat(Problems.of(settings))
        .containsExactly(
            "harbour.berths must be positive, was -1; allowed: 1 to 100",
            "harbour.horizon must be shorter than harbour.tides, was 7 d",
            "harbour.tons must be set with harbour.berths, was not set");
  }

  @Test
  void throwsAllProblemsInOneMessageWithoutStackTrace() {
    Settings settings = Settings.of(Map.of("harbour.berths", "x"));
    settings.get(HarbourOptions.BERTHS);
    settings.require(HarbourOptions.NAME, "");

    assertThatThrownBy(settings::check)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "2 problems in the configuration:\n"
                + "  - harbour.berths must be a whole number, was x;"
                + " allowed: -2147483648 to 2147483647\n"
                + "  - harbour.name is required, was not set")
        .hasNoCause()
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    assertThat(new ConfigException(List.of("a is wrong")))
        .hasMessage("1 problem in the configuration:\n  - a is wrong");
  }

  @Test
  void keepsAProblemOnOneLineOfBoundedLength() {
    Settings settings = Settings.of(Map.of("harbour.berths", "1\n2" + "x".repeat(5_000)));
    settings.get(HarbourOptions.BERTHS);

    assertThat(Problems.of(settings).get(0))
        .doesNotContain("\n")
        .contains("…")
        .hasSizeLessThan(350);
  }

  @Test
  void displaysWhatIsInForce() {
    Settings settings = Settings.of(Map.of("harbour.berths", "007", "harbour.password", "hunter2"));

    assertThat(settings.display(HarbourOptions.BERTHS)).isEqualTo("007");
    assertThat(settings.display(HarbourOptions.PASSWORD)).isEqualTo("******");
    assertThat(settings.display(HarbourOptions.TIDES)).isEqualTo("6 h;18 h");
    assertThat(settings.display(HarbourOptions.NAME)).isEqualTo("not set");
    assertThat(settings).hasToString("Settings[harbour.berths, harbour.password]");
  }

  @Test
  void describesThePlainKeysOfAProgram() {
    assertThat(Settings.of(Map.of("b", "2", "a.secret", "1")).describe())
        .isEqualTo("* a.secret = ******\n* b = 2\n(* = not the default)\n");
  }

  private static ConfigOption<?> option(String key) {
    return HarbourOptions.group().options().stream()
        .filter(option -> option.key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
