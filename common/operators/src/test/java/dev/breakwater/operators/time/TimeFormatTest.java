package dev.breakwater.operators.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void keepsRfc3339AsItIs() {
    TimeFormat format = TimeFormat.of("rfc3339", BERLIN);
    assertThat(format.toRfc3339("2001-01-01T00:01:00.120+02:00"))
        .isEqualTo("2001-01-01T00:01:00.120+02:00");
    assertThat(format.parse("2001-01-01T00:01:00.120+02:00"))
        .isEqualTo(Instant.parse("2000-12-31T22:01:00.120Z").toEpochMilli());
    assertThat(format.toRfc3339("2001-02-29T00:01:00Z")).isNull();
    assertThat(format.toRfc3339("2001-01-01T00:01")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2001-01-01T00:01, 2001-01-01T00:01:00Z",
    "2001-01-01T23:59:59, 2001-01-01T23:59:59Z",
    "2000-02-29T12:00:00.5, 2000-02-29T12:00:00.5Z",
    "2001-01-01T00:01:02.123456789, 2001-01-01T00:01:02.123456789Z",
  })
  void completesLocalTimesInUtc(String local, String expected) {
    assertThat(TimeFormat.of("iso-local", ZoneOffset.UTC).toRfc3339(local)).isEqualTo(expected);
    assertThat(TimeFormat.of("iso-local", ZoneId.of("Etc/UTC")).parse(local))
        .isEqualTo(Instant.parse(expected).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2001-01-01",
        "2001-01-01T00",
        "2001-01-01T00:1",
        "2001-01-01T00:01:",
        "2001-01-01T00:01:00Z",
        "2001-01-01T00:01:00+01:00",
        "2001-01-01T00:01Z",
        "2001-01-01 00:01",
        "2001-01-01T24:00",
        "2001-01-01T00:60",
        "2001-12-31T23:59:60",
        "2001-02-29T00:00",
        "2001-04-31T00:00",
        "2001-13-01T00:00",
        "2001-00-01T00:00",
        "2001-01-00T00:00",
        "0000-01-01T00:00",
        "2001-01-01T00:01:00.",
        "2001-01-01T00:01:00.1234567890",
        "+2001-01-01T00:01",
        "２００１-01-01T00:01",
      })
  void refusesWhatIsNoLocalTime(String text) {
    assertThat(TimeFormat.of("iso-local", ZoneOffset.UTC).toRfc3339(text)).isNull();
    assertThat(TimeFormat.of("iso-local", BERLIN).toRfc3339(text)).isNull();
    assertThat(TimeFormat.of("iso-local", ZoneOffset.UTC).parse(text)).isEqualTo(Rfc3339.INVALID);
  }

  @Test
  void putsLocalTimesIntoTheirZone() {
    TimeFormat format = TimeFormat.of("iso-local", BERLIN);
    assertThat(format.toRfc3339("2024-07-01T12:00")).isEqualTo("2024-07-01T12:00:00+02:00");
    assertThat(format.toRfc3339("2024-01-01T12:00:00.25"))
        .isEqualTo("2024-01-01T12:00:00.25+01:00");
  }

  @Test
  void refusesLocalTimesThatTheClocksSkippedAndTakesTheEarlierOfTwo() {
    TimeFormat format = TimeFormat.of("iso-local", BERLIN);
    assertThat(format.toRfc3339("2024-03-31T02:30")).isNull();
    assertThat(format.toRfc3339("2024-10-27T02:30")).isEqualTo("2024-10-27T02:30:00+02:00");
  }

  @Test
  void writesInUtcWhereTheOffsetHasSeconds() {
    // Berlin's local mean time, before 1893, was 53 min 28 s ahead.
    assertThat(TimeFormat.of("iso-local", BERLIN).toRfc3339("1890-01-01T00:00"))
        .isEqualTo("1889-12-31T23:06:32Z");
  }

  @Test
  void agreesWithTheJdkOnRandomLocalTimes() {
    long seed = 7;
    Random random = new Random(seed);
    TimeFormat format = TimeFormat.of("iso-local", BERLIN);
    for (int i = 0; i < 20_000; i++) {
      LocalDateTime local =
          LocalDateTime.ofEpochSecond(
              random.nextLong(-2_000_000_000L, 4_000_000_000L), 0, ZoneOffset.UTC);
      boolean skipped = BERLIN.getRules().getValidOffsets(local).isEmpty();
      long expected = skipped ? Rfc3339.INVALID : local.atZone(BERLIN).toInstant().toEpochMilli();
      assertThat(format.parse(local.toString())).as("seed %d: %s", seed, local).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z",
    "-1, 1969-12-31T23:59:59Z",
    "978307260, 2001-01-01T00:01:00Z",
    "978307260.5, 2001-01-01T00:01:00.5Z",
    "978307260.123456789, 2001-01-01T00:01:00.123456789Z",
    "978307260.000, 2001-01-01T00:01:00Z",
    "-0.25, 1969-12-31T23:59:59.75Z",
    "-1.001, 1969-12-31T23:59:58.999Z",
    "-0, 1970-01-01T00:00:00Z",
    "253402300799, 9999-12-31T23:59:59Z",
  })
  void readsSecondsSince1970(String number, String expected) {
    assertThat(TimeFormat.of("epoch-seconds", BERLIN).toRfc3339(number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1e3",
        "1.",
        ".5",
        "253402300800",
        "-62135596801",
        "1.1234567890",
        "99999999999999999999",
        "0x10",
        "1 "
      })
  void refusesWhatAreNoSecondsSince1970(String number) {
    assertThat(TimeFormat.of("epoch-seconds", BERLIN).toRfc3339(number)).isNull();
  }

  @Test
  void readsMillisecondsSince1970() {
    TimeFormat format = TimeFormat.of("epoch-millis", BERLIN);
    assertThat(format.numeric()).isTrue();
    assertThat(format.toRfc3339("978307260007")).isEqualTo("2001-01-01T00:01:00.007Z");
    assertThat(format.parse("-1")).isEqualTo(-1);
    assertThat(format.toRfc3339("978307260007.5")).isNull();
    assertThat(format.toRfc3339("253402300800000")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dd.MM.yyyy HH:mm | 31.12.2001 23:59 | 2001-12-31T22:59:00Z",
        "dd.MM.uuuu HH:mm | 31.12.2001 23:59 | 2001-12-31T22:59:00Z",
        "uuuu-MM-dd | 2001-07-01 | 2001-06-30T22:00:00Z",
        "yyyy-MM-dd'T'HH:mm:ss.SSSXXX | 2001-07-01T10:00:00.250+05:30 | 2001-07-01T04:30:00.250Z",
        "MMM d, yyyy h:mm a | Jul 1, 2001 1:05 PM | 2001-07-01T11:05:00Z",
        "uuuuMMddHHmmss | 20010701120000 | 2001-07-01T10:00:00Z",
      })
  void readsPatterns(String pattern, String text, String expected) {
    assertThat(TimeFormat.of(pattern, BERLIN).toRfc3339(text)).isEqualTo(expected);
  }

  @Test
  void isStrictWithPatterns() {
    TimeFormat format = TimeFormat.of("dd.MM.yyyy HH:mm", BERLIN);
    assertThat(format.toRfc3339("31.02.2001 10:00")).isNull();
    assertThat(format.toRfc3339("1.02.2001 10:00")).isNull();
    assertThat(format.toRfc3339("01.02.2001 24:00")).isNull();
    assertThat(format.toRfc3339("01.02.2001 10:00 ")).isNull();
    assertThat(format.toRfc3339("31.03.2024 02:30")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfc-3339", "epoch-milis", "iso", "HH:mm", "hh:mm dd.MM.yyyy", "", "{"})
  void refusesPatternsThatTellNoTime(String pattern) {
    assertThatThrownBy(() -> TimeFormat.of(pattern, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("is ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfc3339", "iso-local", "uuuu-MM-dd'T'HH:mm:ssX"})
  void worksAfterSerialization(String name) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(TimeFormat.of(name, ZoneOffset.UTC));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      TimeFormat format = (TimeFormat) in.readObject();
      String text = "2001-01-01T00:01:00" + (name.equals("iso-local") ? "" : "Z");
      assertThat(format.toRfc3339(text)).isEqualTo("2001-01-01T00:01:00Z");
    }
  }
}
