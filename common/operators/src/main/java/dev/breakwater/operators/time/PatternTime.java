package dev.breakwater.operators.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of {@link DateTimeFormatter}, in English, resolved strictly; {@code yyyy} is a year of
 * our era. Times without an offset or zone are those of one zone, dates without a time its
 * midnight. Not for hot streams: every refusal costs an exception.
 */
final class PatternTime extends TimeFormat {

  private static final long serialVersionUID = 1L;
  private static final LocalDateTime SAMPLE = LocalDateTime.parse("2001-12-31T23:58:59");

  private final String pattern;
  private final ZoneId zone;
  private transient @Nullable DateTimeFormatter formatter;

  PatternTime(String pattern, ZoneId zone) {
    this.pattern = pattern;
    this.zone = zone;
    DateTimeFormatter compiled = compile(pattern);
    this.formatter = compiled;
    checkThatItCanBeRead(compiled);
  }

  /** As {@code hh:mm} without a half of the day cannot: only its date would be understood. */
  private void checkThatItCanBeRead(DateTimeFormatter compiled) {
    String first = compiled.format(SAMPLE.atZone(zone));
    String second = compiled.format(SAMPLE.minusSeconds(3_661).atZone(zone));
    Instant read = read(first);
    if (read == null || (!first.equals(second) && read.equals(read(second)))) {
      throw new IllegalArgumentException("is a pattern that does not tell a point in time");
    }
  }

  private static DateTimeFormatter compile(String pattern) {
    try {
      return new DateTimeFormatterBuilder()
          .appendPattern(pattern)
          .parseDefaulting(ChronoField.ERA, 1)
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no time format (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public @Nullable String toRfc3339(String text) {
    Instant instant = read(text);
    if (instant == null
        || instant.getEpochSecond() * 1000 < Rfc3339.MIN_MILLIS
        || instant.getEpochSecond() * 1000 > Rfc3339.MAX_MILLIS) {
      return null;
    }
    return instant.toString();
  }

  private @Nullable Instant read(String text) {
    try {
      return instant(
          formatter()
              .parseBest(
                  text,
                  ZonedDateTime::from,
                  OffsetDateTime::from,
                  Instant::from,
                  LocalDateTime::from,
                  LocalDate::from));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private @Nullable Instant instant(TemporalAccessor parsed) {
    if (parsed instanceof LocalDate date) {
      return date.atStartOfDay(zone).toInstant();
    }
    if (parsed instanceof LocalDateTime local) {
      return zone.getRules().getValidOffsets(local).stream()
          .findFirst()
          .map(local::toInstant)
          .orElse(null);
    }
    return Instant.from(parsed);
  }

  private DateTimeFormatter formatter() {
    DateTimeFormatter compiled = formatter;
    if (compiled == null) {
      compiled = compile(pattern);
      formatter = compiled;
    }
    return compiled;
  }

  @Override
  public boolean numeric() {
    return false;
  }

  @Override
  public String toString() {
    return "pattern " + pattern + (zone.equals(ZoneOffset.UTC) ? "" : " in " + zone);
  }
}
