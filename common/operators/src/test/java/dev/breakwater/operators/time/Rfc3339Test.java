package dev.breakwater.operators.time;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  private static final long SEED = 20010101;
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:[0-5]\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

  @Test
  void readsWhatJavaTimeReads() {
    Random random = new Random(SEED);
    for (int i = 0; i < 50_000; i++) {
      String text = timestamp(random);
      assertThat(Rfc3339.parse(text)).as("seed %d: %s", SEED, text).isEqualTo(model(text));
    }
  }

  @Test
  void agreesWithJavaTimeOnDamagedTimestamps() {
    Random random = new Random(SEED);
    String put = "0123456789-:TZtz+. \u0660/;,\u00E9";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(timestamp(random));
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, put.charAt(random.nextInt(put.length())));
        default -> text.setCharAt(at, put.charAt(random.nextInt(put.length())));
      }
      String damaged = text.toString();
      assertThat(Rfc3339.parse(damaged)).as("seed %d: %s", SEED, damaged).isEqualTo(model(damaged));
    }
  }

  @Test
  void readsBytesWhereverTheyLie() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      String text = timestamp(random);
      byte[] bytes = ("99" + text + "00").getBytes(ISO_8859_1);
      assertThat(Rfc3339.parse(bytes, 2, 2 + text.length()))
          .as("seed %d: %s", SEED, text)
          .isEqualTo(Rfc3339.parse(text));
    }
  }

  /** The calendar repeats after 400 years. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1800, 9600})
  void readsAndWritesEveryDayOfFourHundredYears(int year) {
    LocalDate end = LocalDate.of(year + 399, 12, 31);
    for (LocalDate date = LocalDate.of(year, 1, 1); !date.isAfter(end); date = date.plusDays(1)) {
      String text = date + "T12:34:56Z";
      long millis = date.toEpochDay() * 86_400_000L + 45_296_000L;
      if (Rfc3339.parse(text) != millis || !Rfc3339.format(millis).equals(text)) {
        assertThat(Rfc3339.format(millis)).isEqualTo(text);
        assertThat(Rfc3339.parse(text)).as(text).isEqualTo(millis);
      }
    }
  }

  @Test
  void writesWhatItReads() {
    Random random = new Random(SEED);
    for (int i = 0; i < 50_000; i++) {
      long millis = random.nextLong(Rfc3339.MIN_MILLIS, Rfc3339.MAX_MILLIS + 1);
      String text = Rfc3339.format(millis);
      assertThat(Instant.parse(text).toEpochMilli()).as("seed %d", SEED).isEqualTo(millis);
      assertThat(Rfc3339.parse(text)).as("seed %d: %s", SEED, text).isEqualTo(millis);
    }
  }

  @Test
  void leavesOutAFractionThatIsZero() {
    assertThat(Rfc3339.format(978_307_260_000L)).isEqualTo("2001-01-01T00:01:00Z");
    assertThat(Rfc3339.format(978_307_260_007L)).isEqualTo("2001-01-01T00:01:00.007Z");
    assertThat(Rfc3339.format(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
  }

  @Test
  void writesTheFirstAndTheLastMillisecondAndRefusesTheOnesBeyond() {
    assertThat(Rfc3339.format(Rfc3339.MIN_MILLIS)).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(Rfc3339.format(Rfc3339.MAX_MILLIS)).isEqualTo("9999-12-31T23:59:59.999Z");
    assertThatThrownBy(() -> Rfc3339.format(Rfc3339.MIN_MILLIS - 1))
        .hasMessageContaining("time must be in the years 0001 to 9999");
    assertThatThrownBy(() -> Rfc3339.format(Rfc3339.MAX_MILLIS + 1))
        .hasMessageContaining("was 253402300800000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2001-02-30T00:00:00Z",
        "2001-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2001-04-31T00:00:00Z",
        "2001-00-01T00:00:00Z",
        "2001-13-01T00:00:00Z",
        "2001-01-00T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "9999-12-31T23:59:60Z",
        "2001-01-01T24:00:00Z",
        "2001-01-01T00:60:00Z",
        "2001-01-01T00:00:61Z",
        "2001-01-01 00:00:00Z",
        "2001-01-01T00:00:00",
        "2001-01-01T00:00Z",
        "2001-01-01T00:00:00.Z",
        "2001-01-01T00:00:00.1234567890Z",
        "2001-01-01T00:00:00,5Z",
        "2001-01-01T00:00:00+01",
        "2001-01-01T00:00:00+0100",
        "2001-01-01T00:00:00+24:00",
        "2001-01-01T00:00:00+01:60",
        "2001-01-01T00:00:00Z ",
        " 2001-01-01T00:00:00Z",
        "+2001-01-01T00:00:00Z",
        "20010101T000000Z......",
        "2001-01-01T00:00:00ZZ",
        "\u0662001-01-01T00:00:00Z",
      })
  void refusesWhatIsNotATimestamp(String text) {
    assertThat(Rfc3339.parse(text)).isEqualTo(Rfc3339.INVALID);
    byte[] bytes = text.getBytes(ISO_8859_1);
    assertThat(Rfc3339.parse(bytes, 0, bytes.length)).isEqualTo(Rfc3339.INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "2001-01-01T00:01:00Z, 2001-01-01T00:01:00Z",
    "2001-01-01t00:01:00z, 2001-01-01T00:01:00Z",
    "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
    "2001-01-01T00:01:00-00:00, 2001-01-01T00:01:00Z",
    "2001-01-01T00:01:00+23:59, 2000-12-31T00:02:00Z",
    "2001-01-01T00:01:00-23:59, 2001-01-02T00:00:00Z",
    "2001-01-01T00:01:00.5Z, 2001-01-01T00:01:00.500Z",
    "2001-01-01T00:01:00.05Z, 2001-01-01T00:01:00.050Z",
    "2001-01-01T00:01:00.999999999Z, 2001-01-01T00:01:00.999Z",
    "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z",
  })
  void readsEveryFormOfTheGrammar(String text, String expected) {
    assertThat(Rfc3339.format(Rfc3339.parse(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "2016-12-31T23:59:60.25Z, 2017-01-01T00:00:00.250Z",
    "2017-01-01T08:59:60+09:00, 2017-01-01T00:00:00Z",
    "2015-06-30T15:59:60-08:00, 2015-07-01T00:00:00Z",
  })
  void readsALeapSecondAsTheSecondAfterIt(String text, String expected) {
    assertThat(Rfc3339.format(Rfc3339.parse(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2016-12-30T23:59:60Z",
        "2016-12-31T23:58:60Z",
        "2016-12-31T22:59:60Z",
        "2017-01-01T08:59:60+08:00",
      })
  void refusesSecondSixtyWhereUtcHasNone(String text) {
    assertThat(Rfc3339.parse(text)).isEqualTo(Rfc3339.INVALID);
  }

  private static String timestamp(Random random) {
    long second = random.nextLong(Rfc3339.MIN_MILLIS / 1000, Rfc3339.MAX_MILLIS / 1000 + 1);
    String text =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")
            .format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
    int digits = random.nextInt(10);
    String fraction =
        digits == 0
            ? ""
            : "." + "%09d".formatted(random.nextInt(1_000_000_000)).substring(9 - digits);
    int minutes = random.nextInt(18 * 60);
    String offset =
        random.nextBoolean()
            ? "Z"
            : "%s%02d:%02d".formatted(random.nextBoolean() ? "+" : "-", minutes / 60, minutes % 60);
    return text + fraction + offset;
  }

  /** What java.time says, kept to the grammar and to the range. */
  private static long model(String text) {
    if (!GRAMMAR.matcher(text).matches() || text.startsWith("0000")) {
      return Rfc3339.INVALID;
    }
    if (text.matches(".*[+-](18:[0-5]\\d|19:[0-5]\\d|2[0-3]:[0-5]\\d)")) {
      // Beyond what java.time takes for an offset: shifted by hand.
      int at = text.length() - 6;
      int minutes =
          Integer.parseInt(text.substring(at + 1, at + 3)) * 60
              + Integer.parseInt(text.substring(at + 4));
      long utc = model(text.substring(0, at) + "Z");
      return utc == Rfc3339.INVALID
          ? utc
          : inRange(utc + (text.charAt(at) == '-' ? minutes : -minutes) * 60_000L);
    }
    try {
      return inRange(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException e) {
      return Rfc3339.INVALID;
    }
  }

  private static long inRange(long millis) {
    return millis < Rfc3339.MIN_MILLIS || millis > Rfc3339.MAX_MILLIS ? Rfc3339.INVALID : millis;
  }
}
