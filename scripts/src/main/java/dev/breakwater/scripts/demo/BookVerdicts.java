package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.audit.Standing;
import dev.breakwater.testkit.kafka.TopicReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the job {@code audit} says of the books of the other jobs. */
final class BookVerdicts implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * An account that must balance, or several that are one to people.
   *
   * @param name for people
   * @param keys {@code equation|topic|job} of each, as the verdicts have it
   * @param records on each side, of all of them
   */
  record Expected(String name, Set<String> keys, long records) {

    Expected {
      keys = Set.copyOf(keys);
    }

    /** How many the verdicts have on the second side. */
    long found(Map<String, Standing.Totals> said) {
      return keys.stream()
          .mapToLong(key -> said.getOrDefault(key, Standing.Totals.NONE).found())
          .sum();
    }
  }

  private final TopicReader reader;
  private final Standing standing = new Standing();

  BookVerdicts(String bootstrap) {
    reader = TopicReader.open(bootstrap, DemoTopics.VERDICTS);
  }

  /**
   * Reads verdicts until they say what is expected, or until none has come for so long: a verdict
   * comes some time after what it is about, and is revised.
   *
   * @return what must be on the second side of each account, and what is, and how many verdicts
   *     that stand say that something is not balanced
   */
  Map<String, Balance.Count> await(List<Expected> accounts, Duration quiet) {
    long deadline = System.nanoTime() + quiet.toNanos();
    Map<String, Balance.Count> counts = counts(accounts);
    while (!counts.values().stream().allMatch(Balance.Count::agrees)
        && System.nanoTime() < deadline) {
      List<ConsumerRecord<byte[], byte[]>> said = reader.poll(POLL);
      if (!said.isEmpty()) {
        deadline = System.nanoTime() + quiet.toNanos();
        said.forEach(standing::add);
      }
      counts = counts(accounts);
    }
    return counts;
  }

  private Map<String, Balance.Count> counts(List<Expected> accounts) {
    Map<String, Standing.Totals> said = standing.byAccount();
    Map<String, Balance.Count> counts = new LinkedHashMap<>();
    for (Expected account : accounts) {
      Balance.Count count = new Balance.Count(account.records(), account.found(said));
      counts.put("audit: " + account.name(), count);
    }
    counts.put("audit: not balanced", new Balance.Count(0, standing.total().wrong()));
    return counts;
  }

  @Override
  public void close() {
    reader.close();
  }
}
