package dev.breakwater.testkit.workload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.breakwater.testkit.workload.Workload.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The records that must not pass: each starts as a flight and is broken in the way of its kind. A
 * function of the seed and the position in the workload.
 */
final class Broken {

  private static final int HEADERS = 10_000;
  private static final byte[] LATIN_LETTERS =
      "abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
  private static final String[] IMPOSSIBLE_DATES = {
    "2001-02-30T10:15",
    "2001-02-29T23:59",
    "2001-04-31T00:00",
    "2001-13-01T12:00",
    "2001-00-10T12:00",
    "2001-01-32T08:30",
    "2001-01-10T25:00",
    "2001-01-10T10:60",
    "yesterday",
    ""
  };
  private static final String[] FUTURE_DATES = {"2999-12-31T23:59", "9999-12-31T23:59"};
  private static final String[] NOT_NUMBERS = {"NaN", "Infinity", "-Infinity"};
  private static final String[] GARBAGE = {
    "}", " trailing", "\u0000", "{\"id\":\"second\"}", ",null"
  };

  /** As Latin-1 text, one character a byte. */
  private static final String[] NOT_UTF8 = {
    "\u00ff", "\u00c3(", "\u00e2\u0082", "\u00c0\u00af", "\u00ed\u00a0\u0080", "caf\u00e9"
  };

  private final Settings settings;
  private final Flights flights;
  private final Originals originals;
  private final long drawSeed;
  private final List<Header> tooManyHeaders;

  Broken(Settings settings, Flights flights, Originals originals) {
    this.settings = settings;
    this.flights = flights;
    this.originals = originals;
    this.drawSeed = Draw.seedFor(settings.seed(), 3);
    this.tooManyHeaders =
        settings.rate(Kind.TOO_MANY_HEADERS) == 0
            ? List.of()
            : IntStream.range(0, HEADERS).mapToObj(Broken::header).toList();
  }

  /**
   * @param position in the workload
   * @param number of originals before it, so that its time fits among them
   */
  WorkloadRecord get(Kind kind, long position, long number) {
    int row = originals.row(number);
    long draws = Draw.at(drawSeed, position);
    long minute = originals.minute(number, row);
    // Originals count up from 0, so these ids can never be theirs.
    byte[] id = originals.id(-1 - position);
    Flight flight = flights.get(row);
    Flight now =
        new Flight(
            minute, flight.delay(), flight.distance(), flight.origin(), flight.destination());
    String name = new String(id, ISO_8859_1);
    return new WorkloadRecord(
        originals.key(Draw.at(draws, 1), row, id),
        value(kind, new Json(name, now), draws),
        kind == Kind.TOO_MANY_HEADERS ? tooManyHeaders : List.of(),
        minute * 60_000,
        kind,
        name,
        settings.fate(kind));
  }

  private byte @Nullable [] value(Kind kind, Json json, long draws) {
    return switch (kind) {
      case TOMBSTONE -> null;
      case EMPTY -> new byte[0];
      case OVERSIZED -> oversized(json, draws);
      case NESTING_BOMB -> json.extra("deep", nested(settings.nestingDepth())).bytes();
      case TRUNCATED -> truncated(json.bytes(), draws);
      case NOT_JSON -> notJson(json, draws);
      case TRAILING_GARBAGE -> (json.text() + one(GARBAGE, draws)).getBytes(ISO_8859_1);
      default -> field(kind, json, draws).bytes();
    };
  }

  private static Json field(Kind kind, Json json, long draws) {
    boolean either = (draws & 1) == 0;
    return switch (kind) {
      case INVALID_UTF8 -> json.set("origin", quoted(one(NOT_UTF8, draws)));
      case DUPLICATE_NAME -> either ? json.extra("delay", "7") : json.extra("id", "\"second\"");
      case NAN -> json.set(either ? "delay" : "distance", one(NOT_NUMBERS, draws));
      case WRONG_TYPE -> json.quote(either ? "delay" : "distance");
      case MISSING_ID ->
          switch (Draw.below(draws, 3)) {
            case 0 -> json.drop("id");
            case 1 -> json.set("id", "null");
            default -> json.set("id", "\"\"");
          };
      case MISSING_DATE -> either ? json.drop("date") : json.set("date", "null");
      case IMPOSSIBLE_DATE -> json.set("date", quoted(one(IMPOSSIBLE_DATES, draws)));
      case FAR_FUTURE_DATE -> json.set("date", quoted(one(FUTURE_DATES, draws)));
      default -> json;
    };
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static byte[] truncated(byte[] whole, long draws) {
    return Arrays.copyOf(whole, 1 + Draw.below(draws, whole.length - 1));
  }

  private static byte[] notJson(Json json, long draws) {
    String id = json.get("id");
    return switch (Draw.below(draws, 3)) {
      case 0 -> ("<flight id=" + id + "/>").getBytes(ISO_8859_1);
      case 1 -> ("id=" + id + ";date=" + json.get("date")).getBytes(ISO_8859_1);
      default -> ("\u0000\u0000\u0000\u0000\u0007" + id + "\u00fe\u0001").getBytes(ISO_8859_1);
    };
  }

  /** From one byte over the limit up to twice the limit. */
  private byte[] oversized(Json json, long draws) {
    int limit = settings.sizeLimit();
    int fixed = json.extra("pad", "\"\"").bytes().length;
    int size = (draws & 3) == 0 ? limit + 1 : limit + 1 + Draw.below(draws, limit);
    byte[] pad = new byte[Math.max(0, size - fixed)];
    for (int i = 0; i < pad.length; i++) {
      pad[i] = LATIN_LETTERS[(int) ((i * 7L + draws) & 0xf)];
    }
    return json.extra("pad", quoted(new String(pad, ISO_8859_1))).bytes();
  }

  private static String one(String[] choices, long draws) {
    return choices[Draw.below(Draw.at(draws, 2), choices.length)];
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static Header header(int number) {
    return new RecordHeader("h-" + number, new byte[] {(byte) number});
  }
}
