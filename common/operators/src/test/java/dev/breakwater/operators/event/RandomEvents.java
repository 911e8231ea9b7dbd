package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.time.Rfc3339;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Records, events and dead letters of every shape, the same for the same seed. */
final class RandomEvents {

  private static final String[] ALPHABETS = {
    "abcdefghijklmnopqrstuvwxyz0123456789-_./:", "äöüßéñÿ£½ abc", "東京漢字あいうαβγЖ abc",
  };

  private static final List<Reason> REASONS = List.of(Reason.values());

  private final Random random;

  RandomEvents(long seed) {
    this.random = new Random(seed);
  }

  Outcome outcome() {
    return random.nextInt(4) == 0 ? deadLetter() : event();
  }

  DeadLetter deadLetter() {
    return new DeadLetter(
        record(),
        REASONS.get(random.nextInt(REASONS.size())),
        text(20),
        text(200),
        random.nextBoolean() ? null : text(60),
        random.nextLong());
  }

  Event event() {
    RawRecord record = record();
    byte[] value = record.value();
    long time =
        random.nextBoolean() ? record.timestamp() + random.nextInt(1000) : random.nextLong();
    Attributes attributes = attributes();
    return switch (random.nextInt(4)) {
      case 0 -> new Event(record, attributes, time, bytes(100_000));
      case 1 -> new Event(record, attributes, time, null);
      case 2 -> value == null ? new Event(record, attributes, time, value) : sliced(record, value);
      default -> new Event(record, attributes, time, value);
    };
  }

  private Event sliced(RawRecord record, byte[] value) {
    int from = random.nextInt(value.length + 1);
    int to = from + random.nextInt(value.length - from + 1);
    return new Event(record, attributes(), 0, Arrays.copyOfRange(value, from, to), from);
  }

  Attributes attributes() {
    List<String> extensions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      extensions.add("ext" + (char) ('a' + i) + random.nextInt(5));
      extensions.add(text(20));
    }
    return new Attributes(
        someText(random.nextInt(50) == 0 ? 10_000 : 40),
        random.nextBoolean() ? "urn:source" : someText(40),
        random.nextBoolean() ? "flight.landed" : someText(20),
        random.nextBoolean() ? null : someText(20),
        random.nextBoolean() ? null : Rfc3339.format(random.nextLong(4_000_000_000_000L)),
        random.nextBoolean() ? null : "application/json",
        random.nextBoolean() ? null : "urn:schema:" + random.nextInt(3),
        List.copyOf(extensions));
  }

  RawRecord record() {
    return new RawRecord(
        random.nextBoolean() ? "orders" : "t" + random.nextInt(200),
        random.nextInt(300),
        random.nextInt(8) == 0 ? random.nextLong(Long.MAX_VALUE) : random.nextInt(100_000),
        random.nextInt(8) == 0 ? RawRecord.NO_TIMESTAMP : random.nextLong(4_000_000_000_000L),
        bytes(100_000),
        bytes(100_000),
        headers());
  }

  private Headers headers() {
    int count = random.nextInt(100) == 0 ? 1_000 : random.nextInt(8);
    if (count == 0) {
      return Headers.EMPTY;
    }
    String[] names = new String[count];
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      names[i] = random.nextBoolean() ? "h" + random.nextInt(5) : text(30);
      values[i] = bytes(count > 8 ? 300 : 65_536);
    }
    return new Headers(names, values);
  }

  private byte @Nullable [] bytes(int most) {
    byte[] bytes =
        switch (random.nextInt(40)) {
          case 0, 1, 2, 3 -> null;
          case 4, 5, 6, 7 -> new byte[0];
          case 8 -> new byte[random.nextInt(most)];
          default -> new byte[random.nextInt(200)];
        };
    if (bytes != null) {
      random.nextBytes(bytes);
    }
    return bytes;
  }

  /** Bytes that are text in UTF-8. */
  byte[] utf8(int most) {
    return text(most).getBytes(UTF_8);
  }

  String someText(int most) {
    return "x" + text(most);
  }

  /** Text of ASCII, Latin-1 or wide characters, or any mixture with emoji. */
  String text(int most) {
    int length = random.nextInt(most + 1);
    int kind = random.nextInt(6);
    String alphabet = ALPHABETS[kind >= ALPHABETS.length ? 0 : kind];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return kind == 5 ? text.append("🛬🌊").toString() : text.toString();
  }
}
