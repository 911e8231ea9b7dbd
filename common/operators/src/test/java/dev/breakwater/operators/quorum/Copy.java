package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.util.List;

/**
 * A copy of a result that a replica delivers.
 *
 * @param at when it comes, by the clock
 * @param time of the result
 */
record Copy(long at, int replica, String id, long time, String content) {

  private static final String NAMES = "abcdefghijklmnop";

  Event event() {
    byte[] payload = content.getBytes(UTF_8);
    RawRecord record =
        new RawRecord(
            "results." + NAMES.charAt(replica), 0, at, time, null, payload, Headers.EMPTY);
    return new Event(
        record, new Attributes(id, "s", "t", null, null, null, null, List.of()), time, payload);
  }
}
