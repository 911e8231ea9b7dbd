package dev.breakwater.testkit.workload;

import dev.breakwater.testkit.workload.Workload.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The events proper, clean or late, numbered from 0. Each is a function of the seed and its number,
 * so a duplicate is the same number once more and nothing needs to be kept.
 */
final class Originals {

  /** After so many rounds through the flights (20 years) time starts again. */
  private static final int ROUNDS = 240;

  private static final int KEY = 1;
  private static final int LATE = 2;
  private static final int LATE_BY = 3;
  private static final int TRACED = 4;
  private static final int TRACE = 5;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final List<Header> UNKNOWN =
      List.of(
          new RecordHeader("x-desk", new byte[] {0, (byte) 0xff, 7}),
          new RecordHeader("x-hop", "a".getBytes(StandardCharsets.US_ASCII)),
          new RecordHeader("x-hop", "b".getBytes(StandardCharsets.US_ASCII)),
          new RecordHeader("x-none", (byte[]) null));

  private final Settings settings;
  private final Flights flights;
  private final Keys keys;
  private final long idSeed;
  private final long drawSeed;
  private final double lateShare;

  Originals(Settings settings, Flights flights) {
    this.settings = settings;
    this.flights = flights;
    this.keys = new Keys(settings.keys(), flights);
    this.idSeed = Draw.seedFor(settings.seed(), 1);
    this.drawSeed = Draw.seedFor(settings.seed(), 2);
    this.lateShare = settings.late() / (1 - settings.duplicates() - settings.brokenShare());
  }

  WorkloadRecord get(long number, boolean again) {
    int row = row(number);
    long draws = Draw.at(drawSeed, number);
    byte[] id = id(number);
    boolean late = lateShare > 0 && Draw.unit(Draw.at(draws, LATE)) < lateShare;
    long minute = minute(number, row);
    if (late) {
      int by = settings.lateByMinutes();
      minute -= by + Draw.below(Draw.at(draws, LATE_BY), by);
    }
    Kind kind = late ? Kind.LATE : Kind.CLEAN;
    Fate fate = settings.fate(kind);
    return new WorkloadRecord(
        keys.choose(Draw.at(draws, KEY), flights.routeNumber(row), id),
        flights.json(row, id, minute),
        headers(draws),
        minute * 60_000,
        again ? Kind.DUPLICATE : kind,
        new String(id, StandardCharsets.ISO_8859_1),
        again && fate.isClean() ? Fate.DUPLICATE : fate);
  }

  /** Sixteen hex digits, one to one with the number, which may be negative. */
  byte[] id(long number) {
    long bits = Draw.at(idSeed, number);
    byte[] id = new byte[16];
    for (int i = 0; i < id.length; i++) {
      id[i] = HEX[(int) (bits >>> (60 - 4 * i)) & 0xf];
    }
    return id;
  }

  byte @Nullable [] key(long bits, int row, byte[] id) {
    return keys.choose(bits, flights.routeNumber(row), id);
  }

  int row(long number) {
    return (int) (number % flights.size());
  }

  long minute(long number, int row) {
    return flights.epochMinute(row) + number / flights.size() % ROUNDS * flights.span();
  }

  private List<Header> headers(long draws) {
    if (settings.headers() == 0 || Draw.unit(Draw.at(draws, TRACED)) >= settings.headers()) {
      return List.of();
    }
    String trace =
        "00-%016x%016x-%016x-01"
            .formatted(Draw.at(draws, TRACE), Draw.at(draws, TRACE + 1), draws | 1);
    return List.of(
        new RecordHeader("traceparent", trace.getBytes(StandardCharsets.US_ASCII)),
        UNKNOWN.get(0),
        UNKNOWN.get(1),
        UNKNOWN.get(2),
        UNKNOWN.get(3));
  }
}
