package dev.breakwater.scripts.judge;

import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The dead letters that were sent back to work, by what the retry topics say: each once, and each a
 * dead letter that was there.
 */
public final class Redriven {

  private static final String FROM = "__breakwater.redrive.from";

  private final Map<String, Integer> sent = new HashMap<>();
  private final Set<String> letters = new HashSet<>();
  private long nameless;

  /** Reads the retry topics to their end. */
  public static Redriven read(String bootstrap, List<String> topics, Duration deadline) {
    Redriven redriven = new Redriven();
    for (String topic : topics) {
      try (TopicReader reader = TopicReader.open(bootstrap, topic)) {
        reader.readToEnd(deadline).forEach(redriven::add);
      }
    }
    return redriven;
  }

  /** Takes a record of a retry topic. */
  void add(ConsumerRecord<byte[], byte[]> record) {
    String from = Reading.header(FROM).apply(record);
    if (from == null) {
      nameless++;
    } else {
      sent.merge(from, 1, Integer::sum);
    }
  }

  /** Whether this dead letter was sent back, so that its record ends elsewhere. */
  public boolean take(ConsumerRecord<byte[], byte[]> letter) {
    String position = "%s-%d@%d".formatted(letter.topic(), letter.partition(), letter.offset());
    return sent.containsKey(position) && letters.add(position);
  }

  /** How many dead letters were sent back. */
  public long count() {
    return sent.size();
  }

  /** What is wrong, once all dead letters were taken. */
  public List<String> complaints() {
    List<String> wrong = new ArrayList<>();
    if (nameless > 0) {
      wrong.add("%d redriven records do not say which dead letter they were".formatted(nameless));
    }
    Map<String, Integer> twice = new TreeMap<>(sent);
    twice.values().removeIf(times -> times == 1);
    if (!twice.isEmpty()) {
      wrong.add(
          "%d dead letters were sent back more than once, such as %s"
              .formatted(twice.size(), twice.keySet().iterator().next()));
    }
    long unknown = sent.keySet().stream().filter(position -> !letters.contains(position)).count();
    if (unknown > 0) {
      wrong.add("%d redriven records were never dead letters".formatted(unknown));
    }
    return wrong;
  }
}
