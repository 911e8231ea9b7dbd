package dev.breakwater.testkit.workload;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A seeded stream of records to feed a job with: real flights, with duplicates, late and broken
 * ones mixed in at given rates, each saying what must become of it.
 *
 * <p>The same settings give the same bytes in the same order, from any number of iterators.
 * Iterating takes constant memory, whatever the number of events; an iterator is for one thread.
 */
public final class Workload implements Iterable<WorkloadRecord> {

  /** Duplicates are near the original, within this many events, or anywhere in the distance. */
  private static final int NEAR = 8;

  /** More than any flight takes as JSON. */
  private static final int FLIGHT_BYTES = 256;

  private final Settings settings;
  private final Originals originals;
  private final Broken broken;
  private final long kindSeed;
  private final Kind[] brokenKinds;
  private final double[] brokenUpTo;

  record Settings(
      long seed,
      long events,
      double duplicates,
      int duplicateDistance,
      double late,
      int lateByMinutes,
      double headers,
      int sizeLimit,
      int nestingDepth,
      Keys.KeySettings keys,
      EnumMap<Kind, Double> rates,
      EnumMap<Kind, Fate> fates) {

    Settings {
      double mixedIn = duplicates + late + sum(rates);
      if (mixedIn >= 1) {
        throw new IllegalArgumentException(
            "the rates of duplicates, late and broken records must add up to less than 1, was "
                + mixedIn);
      }
      boolean bombs = rates.getOrDefault(Kind.NESTING_BOMB, 0.0) > 0;
      if (bombs && 2L * nestingDepth + FLIGHT_BYTES > sizeLimit) {
        throw new IllegalArgumentException(
            "nestingDepth must leave its records below sizeLimit, was %d with %d; allowed: up to %d"
                .formatted(nestingDepth, sizeLimit, (sizeLimit - FLIGHT_BYTES) / 2));
      }
      if (keys.hotShare() + keys.nullShare() > 1) {
        throw new IllegalArgumentException(
            "hotKey and nullKeys must add up to at most 1, was "
                + (keys.hotShare() + keys.nullShare()));
      }
    }

    private static double sum(EnumMap<Kind, Double> rates) {
      return rates.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double rate(Kind kind) {
      return rates.getOrDefault(kind, 0.0);
    }

    double brokenShare() {
      return sum(rates);
    }

    Fate fate(Kind kind) {
      return fates.getOrDefault(kind, kind.fate());
    }
  }

  Workload(Settings settings, Flights flights) {
    this.settings = settings;
    this.originals = new Originals(settings, flights);
    this.broken = new Broken(settings, flights, originals);
    this.kindSeed = Draw.seedFor(settings.seed(), 4);
    List<Kind> kinds = Kind.broken().stream().filter(kind -> settings.rate(kind) > 0).toList();
    this.brokenKinds = kinds.toArray(new Kind[0]);
    this.brokenUpTo = new double[brokenKinds.length];
    double sum = settings.duplicates();
    for (int i = 0; i < brokenKinds.length; i++) {
      sum += settings.rate(brokenKinds[i]);
      brokenUpTo[i] = sum;
    }
  }

  public static WorkloadBuilder builder() {
    return new WorkloadBuilder();
  }

  /** How many records there are, of all kinds. */
  public long events() {
    return settings.events();
  }

  public long seed() {
    return settings.seed();
  }

  @Override
  public Iterator<WorkloadRecord> iterator() {
    return new Records();
  }

  private final class Records implements Iterator<WorkloadRecord> {

    private long position;
    private long originalsSoFar;

    @Override
    public boolean hasNext() {
      return position < settings.events();
    }

    @Override
    public WorkloadRecord next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the workload has " + settings.events() + " events");
      }
      long bits = Draw.at(kindSeed, position++);
      double draw = Draw.unit(bits);
      if (draw < settings.duplicates() && originalsSoFar > 0) {
        return originals.get(originalsSoFar - back(Draw.at(bits, 1)), true);
      }
      if (draw >= settings.duplicates()) {
        for (int i = 0; i < brokenUpTo.length; i++) {
          if (draw < brokenUpTo[i]) {
            return broken.get(brokenKinds[i], position - 1, originalsSoFar);
          }
        }
      }
      return originals.get(originalsSoFar++, false);
    }

    /** How many originals to go back: one half near, one half anywhere within the distance. */
    private long back(long bits) {
      int far = (int) Math.min(settings.duplicateDistance(), originalsSoFar);
      int bound = (bits & 1) == 0 ? Math.min(NEAR, far) : far;
      return 1L + Draw.below(bits, bound);
    }
  }
}
