package dev.breakwater.scripts.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Lineage;
import dev.breakwater.operators.event.Lineage.Position;
import dev.breakwater.operators.event.PositionSet;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.scripts.audit.ExplainCommand.Bucket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a bucket came out of a job, by the positions that its outputs carry. Holds a bit
 * for each offset and not the records.
 */
final class Explanation {

  private final Bucket bucket;
  private final int samples;
  private final long maxBytes;
  private final PositionSet read = new PositionSet();
  private final PositionSet written = new PositionSet();
  private final List<String> missingSamples = new ArrayList<>();
  private final List<String> doubledSamples = new ArrayList<>();
  private final List<String> strangeSamples = new ArrayList<>();
  private long inputs;
  private long found;
  private long doubled;
  private long strange;

  Explanation(Bucket bucket, int samples, long maxBytes) {
    this.bucket = bucket;
    this.samples = samples;
    this.maxBytes = maxBytes;
  }

  /** Notes a record of the topic. */
  void input(RawRecord record) {
    if (bucket.holds(record)) {
      read.add(record.topic(), record.partition(), record.offset());
      inputs++;
      requireRoom();
    }
  }

  /** Looks up what an output was made of. */
  void output(RawRecord record) {
    Position origin = origin(record.headers());
    if (origin != null && !origin.topic().equals(bucket.topic())) {
      return;
    }
    if (origin != null && read.contains(origin.topic(), origin.partition(), origin.offset())) {
      if (written.add(origin.topic(), origin.partition(), origin.offset())) {
        found++;
        requireRoom();
      } else {
        doubled++;
        sample(doubledSamples, text(origin) + " again at " + record.position());
      }
    } else if (bucket.holds(record)) {
      strange++;
      String from = origin == null ? "of no record" : "of " + text(origin);
      sample(strangeSamples, named(record) + " " + from);
    }
  }

  /** Names a record of the topic, if nothing came of it. */
  void name(RawRecord record) {
    if (missingSamples.size() < samples
        && read.contains(record.topic(), record.partition(), record.offset())
        && !written.contains(record.topic(), record.partition(), record.offset())) {
      missingSamples.add(named(record));
    }
  }

  long missing() {
    return inputs - found;
  }

  boolean isClean() {
    return missing() == 0 && doubled == 0 && strange == 0;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("%,d records in, %,d of them came out%n".formatted(inputs, found));
    list(text, missing(), "came out nowhere", missingSamples);
    list(text, doubled, "came out once more", doubledSamples);
    list(text, strange, "outputs came of none of them", strangeSamples);
    return text.toString();
  }

  private static void list(StringBuilder text, long count, String what, List<String> examples) {
    text.append("%,d %s%n".formatted(count, what));
    examples.forEach(example -> text.append("  %s%n".formatted(example)));
  }

  private void sample(List<String> list, String text) {
    if (list.size() < samples) {
      list.add(text);
    }
  }

  private void requireRoom() {
    if (read.bytes() + written.bytes() > maxBytes) {
      throw new AuditException(
          "the bucket has more records than fit into --max-memory-mb, was %d"
              .formatted(maxBytes >> 20),
          null);
    }
  }

  /** Where a dead letter failed goes before what the failed event was made of itself. */
  private static @Nullable Position origin(Headers headers) {
    String topic = header(headers, DeadLetterHeaders.TOPIC);
    String partition = header(headers, DeadLetterHeaders.PARTITION);
    String offset = header(headers, DeadLetterHeaders.OFFSET);
    if (topic != null && partition != null && offset != null) {
      return Lineage.position(topic, partition, offset);
    }
    return Lineage.position(headers.last(Lineage.ORIGIN));
  }

  private static String named(RawRecord record) {
    String id = header(record.headers(), Lineage.ID);
    return id == null ? record.position() : record.position() + " id " + id;
  }

  private static @Nullable String header(Headers headers, String name) {
    byte[] value = headers.last(name);
    // A terminal acts on control characters.
    return value == null ? null : new String(value, UTF_8).replaceAll("\\p{Cntrl}", "?");
  }

  private static String text(Position position) {
    return position.topic() + '-' + position.partition() + '@' + position.offset();
  }
}
