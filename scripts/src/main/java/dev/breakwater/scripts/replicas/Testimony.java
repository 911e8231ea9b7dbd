package dev.breakwater.scripts.replicas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.testkit.verdict.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What {@code reconcile} says of its replicas, beside what was done to them.
 *
 * @param injected lies, each as the finding that must name it
 * @param found findings, as {@code KIND/ID/REPLICA+REPLICA}
 * @param changes of replicas, in their order, as {@code REPLICA STATE}
 */
public record Testimony(List<String> injected, List<String> found, List<String> changes) {

  /** Of jobs without replicas. */
  public static final Testimony NONE = new Testimony(List.of(), List.of(), List.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  public Testimony {
    injected = List.copyOf(injected);
    found = List.copyOf(found);
    changes = List.copyOf(changes);
  }

  /** Of all records of a topic of discrepancies. */
  public static Testimony of(List<String> injected, List<ConsumerRecord<byte[], byte[]>> records) {
    List<String> found = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      JsonNode said = read(record);
      if ("dev.breakwater.replica".equals(Reading.header("ce_type").apply(record))) {
        changes.add("%s %s".formatted(said.path("replica").asText(), said.path("is").asText()));
      } else {
        String names =
            StreamSupport.stream(said.path("replicas").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("+"));
        found.add(finding(said.path("finding").asText(), said.path("id").asText(), names));
      }
    }
    return new Testimony(injected, found, changes);
  }

  static String finding(String kind, String id, String names) {
    return "%s/%s/%s".formatted(kind, id, names);
  }

  /** Findings that this replica alone did not deliver a result in time. */
  public static Predicate<String> missing(String replica) {
    return finding -> finding.startsWith("missing/") && finding.endsWith("/" + replica);
  }

  /** Lies that no finding names. */
  public List<String> overlooked() {
    return without(injected, found);
  }

  /** Findings of what nobody did. */
  public List<String> unfounded() {
    return without(found, injected);
  }

  /** Whether a replica came to be so, and after that so, and so on: {@code REPLICA STATE}. */
  public boolean changedInTurn(String... wanted) {
    int next = 0;
    for (String change : changes) {
      if (next < wanted.length && change.equals(wanted[next])) {
        next++;
      }
    }
    return next == wanted.length;
  }

  /**
   * What is wrong: lies that were not found, and findings that are none.
   *
   * @param explained findings that are true although nobody lied
   */
  public List<String> complaints(Predicate<String> explained) {
    List<String> all = new ArrayList<>();
    List<String> overlooked = overlooked();
    if (!overlooked.isEmpty()) {
      all.add(
          "%d of %d injected discrepancies were not found, such as %s"
              .formatted(overlooked.size(), injected.size(), overlooked.get(0)));
    }
    List<String> unfounded = unfounded().stream().filter(explained.negate()).toList();
    if (!unfounded.isEmpty()) {
      all.add(
          "%d discrepancies were reported that nobody injected, such as %s"
              .formatted(unfounded.size(), unfounded.get(0)));
    }
    return all;
  }

  /** With multiplicity. */
  private static List<String> without(List<String> from, List<String> what) {
    Map<String, Integer> left = new HashMap<>();
    what.forEach(each -> left.merge(each, 1, Integer::sum));
    return from.stream().filter(each -> left.merge(each, -1, Integer::sum) < 0).toList();
  }

  private static JsonNode read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException("a discrepancy is no JSON", e);
    }
  }
}
