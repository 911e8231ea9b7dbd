package dev.breakwater.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RedriveHeaders;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.kafka.RawRecords;
import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.ledger.LedgerEntry;
import dev.breakwater.operators.ledger.LetterNames;
import dev.breakwater.operators.ledger.Received;
import dev.breakwater.testkit.kafka.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/**
 * The books of a job, as a committed reader sees them, against each other and against its outputs.
 */
public final class Books {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(300);

  private final String bootstrapServers;
  private final String topic;

  public Books(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /** A count, and the sum of the identities. */
  private record Sum(long count, long checksum) {
    static Sum of(Sum one, Sum other) {
      return new Sum(one.count + other.count, one.checksum + other.checksum);
    }
  }

  /**
   * Waits until what was read is what went out, and what was written what a reader finds: in the
   * same buckets, the same number, the same records.
   *
   * @param read how many records of all topics the job has read
   * @param outputs all topics that it writes
   */
  public void awaitBalance(long read, String... outputs) {
    Awaitility.await("books")
        .atMost(DEADLINE)
        .pollInterval(POLL)
        .untilAsserted(() -> assertBalance(read, outputs));
  }

  private void assertBalance(long read, String... outputs) throws RejectedException {
    Map<String, Sum> reads = sums(entry -> entry.boundary() == Boundary.READ);
    assertThat(reads.values().stream().mapToLong(Sum::count).sum()).as("read").isEqualTo(read);
    assertThat(sums(entry -> entry.boundary() == Boundary.EXIT)).as("exits").isEqualTo(reads);
    Map<String, Sum> written = sums(entry -> entry.boundary() == Boundary.WRITTEN);
    Map<String, Sum> found = new TreeMap<>();
    Map<String, Long> letters = new TreeMap<>();
    for (String output : outputs) {
      for (ConsumerRecord<byte[], byte[]> one : read(output)) {
        RawRecord record = RawRecords.of(one);
        long time = Received.time(record);
        byte[] reason = record.headers().last(DeadLetterHeaders.REASON);
        if (reason != null && record.headers().last(RedriveHeaders.PARKED) == null) {
          letters.merge(new String(reason, UTF_8), 1L, Long::sum);
        }
        found.merge(
            output + '@' + time / 60_000 * 60_000, new Sum(1, Received.identity(record)), Sum::of);
      }
    }
    assertThat(written).as("written").isEqualTo(found);
    assertThat(reasons(Boundary.WRITTEN)).as("written dead letters").isEqualTo(letters);
  }

  /** How many dead letters were booked there, by reason. */
  public Map<String, Long> reasons(Boundary boundary) throws RejectedException {
    Map<String, Long> reasons = new TreeMap<>();
    for (LedgerEntry entry : entries()) {
      Reason reason = LetterNames.reason(entry.name());
      if (entry.boundary() == boundary && reason != null) {
        reasons.merge(reason.code(), entry.count(), Long::sum);
      }
    }
    return reasons;
  }

  private Map<String, Sum> sums(Predicate<LedgerEntry> which) throws RejectedException {
    Map<String, Sum> sums = new TreeMap<>();
    for (LedgerEntry entry : entries()) {
      if (which.test(entry)) {
        sums.merge(
            entry.topic() + '@' + entry.bucket(),
            new Sum(entry.count(), entry.checksum()),
            Sum::of);
      }
    }
    return sums;
  }

  private List<LedgerEntry> entries() throws RejectedException {
    List<LedgerEntry> entries = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
      LedgerEntry entry = LedgerEntry.parse(record.value());
      assertThat(record.key()).isEqualTo(entry.key());
      boolean timed = entry.bucket() != LedgerEntry.IMPOSSIBLE;
      assertThat(entry.ages().count()).as("ages of %s", entry).isEqualTo(timed ? entry.count() : 0);
      entries.add(entry);
    }
    return entries;
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String from) {
    return TopicReader.readAll(bootstrapServers, from, DEADLINE);
  }
}
