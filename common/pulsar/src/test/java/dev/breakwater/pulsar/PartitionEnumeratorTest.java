package dev.breakwater.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.JobInstance;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionEnumeratorTest {

  private static final StartPoint START = StartPoint.at(17);
  private static final PartitionSplit READ =
      new PartitionSplit("t/n/a-partition-0", START, new Place(7, 5, 3));

  private final Readers readers = new Readers(2);
  private final Server server = new Server();

  @Test
  void givesEachPartitionToOneReader() {
    server.partitions.addAll(partitions("t/n/a", 3));
    PartitionEnumerator enumerator = enumerator(Assignment.NONE, "t/n/a");
    readers.call();
    enumerator.addReader(0);
    enumerator.addReader(1);
    enumerator.addReader(1);
    Map<Integer, Set<PartitionSplit>> given = given();
    assertThat(given).containsOnlyKeys(0, 1);
    Set<PartitionSplit> all = new HashSet<>(given.get(0));
    assertThat(given.get(1)).doesNotContainAnyElementsOf(all);
    all.addAll(given.get(1));
    assertThat(all)
        .containsExactlyInAnyOrder(
            PartitionSplit.untouched("t/n/a-partition-0", START),
            PartitionSplit.untouched("t/n/a-partition-1", START),
            PartitionSplit.untouched("t/n/a-partition-2", START));
  }

  @Test
  void readsAPartitionThatIsAddedLaterFromItsBeginning() {
    server.partitions.addAll(partitions("t/n/a", 1));
    PartitionEnumerator enumerator = enumerator(Assignment.NONE, "t/n/a");
    readers.register(0);
    readers.register(1);
    readers.call();
    readers.given.clear();
    readers.call();
    assertThat(readers.given).as("nothing new").isEmpty();
    server.partitions.add("t/n/a-partition-1");
    readers.call();
    assertThat(given().values())
        .containsExactly(
            Set.of(PartitionSplit.untouched("t/n/a-partition-1", StartPoint.EARLIEST)));
    assertThat(enumerator.snapshotState(1).assigned())
        .containsExactlyInAnyOrder("t/n/a-partition-0", "t/n/a-partition-1");
    assertThat(readers.period()).isEqualTo(60_000);
  }

  @Test
  void remembersWhatWasFoundAndNotGivenAway() {
    server.partitions.addAll(partitions("t/n/a", 1));
    PartitionEnumerator enumerator = enumerator(Assignment.NONE, "t/n/a");
    readers.call();
    Assignment before = enumerator.snapshotState(1);
    assertThat(before.waiting())
        .containsExactly(PartitionSplit.untouched("t/n/a-partition-0", START));
    PartitionEnumerator again = enumerator(before, "t/n/a");
    again.addReader(0);
    again.addReader(1);
    assertThat(given().values()).containsExactly(Set.copyOf(before.waiting()));
  }

  @Test
  void leavesPartitionsToTheReadersThatHaveThemInTheirState() {
    server.partitions.addAll(partitions("t/n/a", 2));
    enumerator(new Assignment(Set.of("t/n/a-partition-0"), List.of()), "t/n/a");
    readers.register(0);
    readers.register(1);
    readers.call();
    assertThat(given().values())
        .as("added while the job was down")
        .containsExactly(
            Set.of(PartitionSplit.untouched("t/n/a-partition-1", StartPoint.EARLIEST)));
  }

  @Test
  void givesAgainWhatAReaderLostWithAllThatIsKnownOfIt() {
    PartitionEnumerator enumerator =
        enumerator(new Assignment(Set.of(READ.partition()), List.of()), "t/n/a");
    enumerator.addSplitsBack(List.of(READ), 1);
    assertThat(enumerator.snapshotState(1)).isEqualTo(new Assignment(Set.of(), List.of(READ)));
    enumerator.addReader(0);
    enumerator.addReader(1);
    assertThat(given().values()).containsExactly(Set.of(READ));
  }

  @Test
  void beginsATopicAnewThatWasLeftForAWhile() {
    server.partitions.addAll(List.of("t/n/a-partition-0", "t/n/b"));
    Assignment before = new Assignment(Set.of("t/n/b"), List.of(READ));
    Assignment without = enumerator(before, "t/n/c").snapshotState(1);
    assertThat(without).isEqualTo(Assignment.NONE);
    enumerator(without, "t/n/a", "t/n/b");
    readers.register(0);
    readers.register(1);
    readers.call();
    Set<PartitionSplit> all = new HashSet<>();
    given().values().forEach(all::addAll);
    assertThat(all)
        .containsExactlyInAnyOrder(
            PartitionSplit.untouched("t/n/a-partition-0", START),
            PartitionSplit.untouched("t/n/b", START));
  }

  @Test
  void failsWhenPartitionsWereNeverListedAndGoesOnWhenTheyWere() {
    PartitionEnumerator enumerator = enumerator(Assignment.NONE, "t/n/a");
    server.failure = new IOException("away");
    assertThatThrownBy(readers::call)
        .hasMessage("partitions of [t/n/a] cannot be listed")
        .hasRootCauseMessage("away");
    server.failure = null;
    server.partitions.add("t/n/a");
    readers.call();
    server.failure = new IOException("away");
    readers.call();
    assertThat(enumerator.snapshotState(1).waiting()).hasSize(1);
  }

  private PartitionEnumerator enumerator(Assignment before, String... topics) {
    PulsarConfig config =
        new PulsarConfig(
            new JobInstance("a"),
            new ServerConfig("pulsar://a", null, Duration.ofSeconds(1), TlsConfig.DEFAULT),
            List.of(topics),
            START,
            Duration.ofMinutes(1),
            new PulsarConfig.ConsumerConfig(10, Duration.ofMinutes(2), OnLoss.FAIL));
    PartitionEnumerator enumerator = new PartitionEnumerator(readers, config, server, before);
    enumerator.start();
    return enumerator;
  }

  private Map<Integer, Set<PartitionSplit>> given() {
    Map<Integer, Set<PartitionSplit>> given = new HashMap<>();
    readers.given.forEach((reader, splits) -> given.put(reader, Set.copyOf(splits)));
    return given;
  }

  private static List<String> partitions(String topic, int count) {
    List<String> partitions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      partitions.add(topic + "-partition-" + i);
    }
    return partitions;
  }

  /** A server whose topics the test makes. */
  private static final class Server implements Discovery {

    final Set<String> partitions = new HashSet<>();
    @Nullable IOException failure;

    @Override
    public List<String> partitions(List<String> topics) throws IOException {
      if (failure != null) {
        throw failure;
      }
      return List.copyOf(partitions);
    }

    @Override
    public void close() {}
  }
}
