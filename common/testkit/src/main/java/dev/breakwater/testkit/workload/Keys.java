package dev.breakwater.testkit.workload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Chooses the key of a record. */
final class Keys {

  private static final byte[] HOT = "hot".getBytes(StandardCharsets.US_ASCII);

  private final KeySettings settings;
  private final byte[][] origins;
  private final byte[][] names;
  private final double[] cumulative;

  /**
   * What keys to use; shares are of all records.
   *
   * @param hotShare of the one key {@code hot}
   * @param nullShare of records without a key
   * @param distinct number of made-up keys; 0 for {@code byId} or the airport of origin
   * @param exponent of Zipf's law over the made-up keys, 0 for uniform
   */
  record KeySettings(
      double hotShare, double nullShare, int distinct, double exponent, boolean byId) {

    static final KeySettings BY_ORIGIN = new KeySettings(0, 0, 0, 0, false);
  }

  Keys(KeySettings settings, Flights flights) {
    this.settings = settings;
    this.origins = new byte[flights.routes()][];
    for (int route = 0; route < origins.length; route++) {
      origins[route] = flights.routeOrigin(route).getBytes(StandardCharsets.US_ASCII);
    }
    this.names = new byte[settings.distinct()][];
    this.cumulative = new double[settings.distinct()];
    double sum = 0;
    for (int rank = 0; rank < names.length; rank++) {
      names[rank] = ("k-" + rank).getBytes(StandardCharsets.US_ASCII);
      sum += Math.pow(rank + 1.0, -settings.exponent());
      cumulative[rank] = sum;
    }
  }

  byte @Nullable [] choose(long bits, int route, byte[] id) {
    double draw = Draw.unit(bits);
    if (draw < settings.nullShare()) {
      return null;
    }
    if (draw < settings.nullShare() + settings.hotShare()) {
      return HOT;
    }
    if (names.length > 0) {
      return names[rank(Draw.unit(Draw.at(bits, 1)))];
    }
    return settings.byId() ? id : origins[route];
  }

  private int rank(double draw) {
    int found = Arrays.binarySearch(cumulative, draw * cumulative[cumulative.length - 1]);
    return Math.min(found < 0 ? -found - 1 : found + 1, names.length - 1);
  }
}
