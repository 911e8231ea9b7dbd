package dev.breakwater.testkit.workload;

import dev.breakwater.testkit.workload.Keys.KeySettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Settings of a {@link Workload}. Rates are shares of all records, in [0, 1]. */
public final class WorkloadBuilder {

  private static final List<Kind> SMALL_BROKEN =
      Kind.broken().stream().filter(kind -> !kind.large()).toList();

  private final Map<Kind, Double> rates = new EnumMap<>(Kind.class);
  private final Map<Kind, Fate> fates = new EnumMap<>(Kind.class);
  private long seed = 1;
  private long events = 100_000;
  private double duplicates;
  private int duplicateDistance = 10_000;
  private double late;
  private int lateByMinutes = 24 * 60;
  private double headers;
  private int sizeLimit = 1 << 20;
  private int nestingDepth = 10_000;
  private KeySettings keys = KeySettings.BY_ORIGIN;

  WorkloadBuilder() {}

  public WorkloadBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** How many records to make, of all kinds; 100,000 unless set. */
  public WorkloadBuilder events(long events) {
    this.events = atLeast(1, "events", events);
    return this;
  }

  /** Exact copies of earlier events, half of them close behind their original. */
  public WorkloadBuilder duplicates(double rate) {
    this.duplicates = share("duplicates", rate);
    return this;
  }

  /** How far behind its original a duplicate may come, in originals; 10,000 unless set. */
  public WorkloadBuilder duplicateDistance(int originals) {
    this.duplicateDistance = (int) atLeast(1, "duplicateDistance", originals);
    return this;
  }

  /** Broken records, evenly of these kinds; of all kinds that are not large when none is named. */
  public WorkloadBuilder malformed(double rate, Kind... kinds) {
    List<Kind> chosen = kinds.length == 0 ? SMALL_BROKEN : Arrays.asList(kinds);
    for (Kind kind : chosen) {
      rate(kind, rate / chosen.size());
    }
    return this;
  }

  /** Broken records of one kind; replaces what was set for it before. */
  public WorkloadBuilder rate(Kind kind, double rate) {
    if (!Kind.broken().contains(kind)) {
      throw new IllegalArgumentException(
          "rate is for broken kinds, was %s; allowed: %s".formatted(kind, Kind.broken()));
    }
    rates.put(kind, share(kind.name(), rate));
    return this;
  }

  /** Records larger than {@link #sizeLimit}. Their topic must take twice the limit. */
  public WorkloadBuilder oversized(double rate) {
    return rate(Kind.OVERSIZED, rate);
  }

  /** The size that oversized values exceed, in bytes; 1 MiB unless set. */
  public WorkloadBuilder sizeLimit(int bytes) {
    if (bytes < 1024 || bytes > 1 << 28) {
      throw new IllegalArgumentException(
          "sizeLimit must be from 1024 to 268435456 bytes, was " + bytes);
    }
    this.sizeLimit = bytes;
    return this;
  }

  /** Levels of a {@link Kind#NESTING_BOMB}, two bytes each; 10,000 unless set. */
  public WorkloadBuilder nestingDepth(int levels) {
    this.nestingDepth = (int) atLeast(1, "nestingDepth", levels);
    return this;
  }

  /** Events whose time lies behind by once to twice {@link #lateBy}. */
  public WorkloadBuilder late(double rate) {
    this.late = share("late", rate);
    return this;
  }

  /** One day unless set. */
  public WorkloadBuilder lateBy(Duration least) {
    this.lateByMinutes = Math.toIntExact(atLeast(1, "lateBy minutes", least.toMinutes()));
    return this;
  }

  /** Share of the originals that carry {@code traceparent} and headers nobody knows. */
  public WorkloadBuilder headers(double share) {
    this.headers = share("headers", share);
    return this;
  }

  /** Made-up keys by Zipf's law instead of the airport of origin; exponent 0 is uniform. */
  public WorkloadBuilder zipfKeys(int distinct, double exponent) {
    atLeast(1, "zipfKeys", distinct);
    if (!(exponent >= 0 && exponent <= 10)) {
      throw new IllegalArgumentException("zipfKeys exponent must be from 0 to 10, was " + exponent);
    }
    keys = new KeySettings(keys.hotShare(), keys.nullShare(), distinct, exponent, false);
    return this;
  }

  /** The event's id as its key, instead of the airport of origin. */
  public WorkloadBuilder idKeys() {
    keys = new KeySettings(keys.hotShare(), keys.nullShare(), 0, 0, true);
    return this;
  }

  /** Share of the one key {@code hot}. */
  public WorkloadBuilder hotKey(double share) {
    keys =
        new KeySettings(
            share("hotKey", share),
            keys.nullShare(),
            keys.distinct(),
            keys.exponent(),
            keys.byId());
    return this;
  }

  /** Share of records without a key. */
  public WorkloadBuilder nullKeys(double share) {
    keys =
        new KeySettings(
            keys.hotShare(),
            share("nullKeys", share),
            keys.distinct(),
            keys.exponent(),
            keys.byId());
    return this;
  }

  /** What must become of a kind, where the job under test is to treat it in another way. */
  public WorkloadBuilder expect(Kind kind, Fate fate) {
    if (kind == Kind.DUPLICATE || fate.isDuplicate()) {
      throw new IllegalArgumentException(
          "expect is for single records, was %s %s; duplicates follow their originals"
              .formatted(kind, fate));
    }
    fates.put(kind, fate);
    return this;
  }

  /**
   * The workload; loads the flights.
   *
   * @throws IllegalArgumentException when settings contradict each other: the rates leave no room
   *     for clean records, or a nesting bomb would be oversized
   */
  public Workload build() {
    Workload.Settings settings =
        new Workload.Settings(
            seed,
            events,
            duplicates,
            duplicateDistance,
            late,
            lateByMinutes,
            headers,
            sizeLimit,
            nestingDepth,
            keys,
            new EnumMap<>(rates),
            new EnumMap<>(fates));
    return new Workload(settings, Flights.load());
  }

  private static double share(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " must be from 0 to 1, was " + share);
    }
    return share;
  }

  private static long atLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, was %d".formatted(name, least, value));
    }
    return value;
  }
}
