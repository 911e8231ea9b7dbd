package dev.breakwater.operators.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An event as the tests know it.
 *
 * @param number as it is written in JSON, or null where there is none
 */
record Sample(
    int partition, long offset, String key, long time, @Nullable String number, String word) {

  Event event() {
    String json = "{\"n\":%s,\"w\":\"%s\",\"deep\":{\"k\":[\"%s\"]}}".formatted(number, word, key);
    byte[] value = json.getBytes(UTF_8);
    RawRecord record =
        new RawRecord("raw", partition, offset, time + 7, null, value, Headers.EMPTY);
    Attributes attributes =
        new Attributes(
            partition + "-" + offset, "s", "t", key, null, "application/json", null, List.of());
    return new Event(record, attributes, time, value);
  }

  /** Partitions whose times go forward with some disorder, and now and then far back. */
  static List<List<Sample>> partitions(Random random, int events, long disorder) {
    List<List<Sample>> partitions = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int partition = 0; partition < count; partition++) {
      List<Sample> samples = new ArrayList<>();
      long time = 1_000_000_000_000L + random.nextInt(5_000);
      for (int offset = 0; offset < events; offset++) {
        time += random.nextInt(40);
        long back = random.nextInt(12) == 0 ? random.nextInt((int) (6 * disorder)) : 0;
        long shifted = time - random.nextInt((int) disorder) - back;
        samples.add(
            new Sample(
                partition,
                offset,
                "key-" + (random.nextInt(3) == 0 ? 0 : random.nextInt(6)),
                shifted,
                number(random),
                "w" + random.nextInt(30)));
      }
      partitions.add(samples);
    }
    return partitions;
  }

  private static @Nullable String number(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> random.nextInt(100) + "." + random.nextInt(1_000);
      case 2 -> random.nextInt(9) + "e" + (random.nextInt(40) - 20);
      case 3 -> "-0." + random.nextInt(10) + "00";
      case 4 -> "12345678901234567890" + random.nextInt(1_000);
      default -> String.valueOf(random.nextInt(400) - 100);
    };
  }
}
