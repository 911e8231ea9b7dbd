package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.breakwater.operators.event.Headers;

/** The headers that say what a lookup did. Each is there at most once. */
public final class LookupHeaders {

  /** {@code fresh}, {@code cached}, {@code stale}, {@code default} or {@code absent}. */
  public static final String LOOKUP = "breakwater-lookup";

  /** How old the answer was, in milliseconds; where it came from the cache. */
  public static final String AGE = "breakwater-lookup-age";

  private LookupHeaders() {}

  /**
   * The headers with ours, those of an earlier lookup replaced.
   *
   * @param ageMillis negative for none
   */
  static Headers with(Headers original, Origin origin, long ageMillis) {
    int size = original.size();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      kept += isOurs(original.name(i)) ? 0 : 1;
    }
    int count = kept + (ageMillis < 0 ? 1 : 2);
    String[] names = new String[count];
    byte[][] values = new byte[count][];
    int at = 0;
    for (int i = 0; i < size; i++) {
      if (!isOurs(original.name(i))) {
        names[at] = original.name(i);
        values[at++] = original.value(i);
      }
    }
    names[at] = LOOKUP;
    values[at++] = origin.bytes();
    if (ageMillis >= 0) {
      names[at] = AGE;
      values[at] = Long.toString(ageMillis).getBytes(US_ASCII);
    }
    return new Headers(names, values);
  }

  private static boolean isOurs(String name) {
    return name.startsWith(LOOKUP) && (name.equals(LOOKUP) || name.equals(AGE));
  }
}
