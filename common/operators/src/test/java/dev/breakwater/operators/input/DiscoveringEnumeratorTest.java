package dev.breakwater.operators.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.testkit.flink.Readers;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceSplit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiscoveringEnumeratorTest {

  private static final Piece READ = new Piece("a-0", "read");

  private final Readers<Piece> readers = new Readers<>(2);
  private final Server server = new Server();

  @Test
  void givesEachPartitionToOneReader() {
    server.partitions.addAll(List.of("a-0", "a-1", "a-2"));
    DiscoveringEnumerator<Piece> enumerator = enumerator(Assignment.none(), "a");
    readers.call();
    enumerator.addReader(0);
    enumerator.addReader(1);
    enumerator.addReader(1);
    Map<Integer, Set<Piece>> given = given();
    assertThat(given).containsOnlyKeys(0, 1);
    Set<Piece> all = new HashSet<>(given.get(0));
    assertThat(given.get(1)).doesNotContainAnyElementsOf(all);
    all.addAll(given.get(1));
    assertThat(all)
        .containsExactlyInAnyOrder(
            new Piece("a-0", "new"), new Piece("a-1", "new"), new Piece("a-2", "new"));
  }

  @Test
  void readsAPartitionThatIsAddedLaterFromItsBeginning() {
    server.partitions.addAll(List.of("a-0"));
    DiscoveringEnumerator<Piece> enumerator = enumerator(Assignment.none(), "a");
    readers.register(0);
    readers.register(1);
    readers.call();
    readers.given().clear();
    readers.call();
    assertThat(readers.given()).as("nothing new").isEmpty();
    server.partitions.add("a-1");
    readers.call();
    assertThat(given().values()).containsExactly(Set.of(new Piece("a-1", "added")));
    assertThat(enumerator.snapshotState(1).assigned()).containsExactlyInAnyOrder("a-0", "a-1");
    assertThat(readers.period()).isEqualTo(60_000);
  }

  @Test
  void remembersWhatWasFoundAndNotGivenAway() {
    server.partitions.addAll(List.of("a-0"));
    DiscoveringEnumerator<Piece> enumerator = enumerator(Assignment.none(), "a");
    readers.call();
    Assignment<Piece> before = enumerator.snapshotState(1);
    assertThat(before.waiting()).containsExactly(new Piece("a-0", "new"));
    DiscoveringEnumerator<Piece> again = enumerator(before, "a");
    again.addReader(0);
    again.addReader(1);
    assertThat(given().values()).containsExactly(Set.copyOf(before.waiting()));
  }

  @Test
  void leavesPartitionsToTheReadersThatHaveThemInTheirState() {
    server.partitions.addAll(List.of("a-0", "a-1"));
    enumerator(new Assignment<>(Set.of("a-0"), List.of()), "a");
    readers.register(0);
    readers.register(1);
    readers.call();
    assertThat(given().values())
        .as("added while the job was down")
        .containsExactly(Set.of(new Piece("a-1", "added")));
  }

  @Test
  void givesAgainWhatAReaderLostWithAllThatIsKnownOfIt() {
    DiscoveringEnumerator<Piece> enumerator =
        enumerator(new Assignment<>(Set.of(READ.splitId()), List.of()), "a");
    enumerator.addSplitsBack(List.of(READ), 1);
    assertThat(enumerator.snapshotState(1)).isEqualTo(new Assignment<>(Set.of(), List.of(READ)));
    enumerator.addReader(0);
    enumerator.addReader(1);
    assertThat(given().values()).containsExactly(Set.of(READ));
  }

  @Test
  void beginsATopicAnewThatWasLeftForAWhile() {
    server.partitions.addAll(List.of("a-0", "b"));
    Assignment<Piece> before = new Assignment<>(Set.of("b"), List.of(READ));
    Assignment<Piece> without = enumerator(before, "c").snapshotState(1);
    assertThat(without).isEqualTo(Assignment.none());
    enumerator(without, "a", "b");
    readers.register(0);
    readers.register(1);
    readers.call();
    Set<Piece> all = new HashSet<>();
    given().values().forEach(all::addAll);
    assertThat(all).containsExactlyInAnyOrder(new Piece("a-0", "new"), new Piece("b", "new"));
  }

  @Test
  void failsWhenPartitionsWereNeverListedAndGoesOnWhenTheyWere() {
    DiscoveringEnumerator<Piece> enumerator = enumerator(Assignment.none(), "a");
    server.failure = new IOException("away");
    assertThatThrownBy(readers::call)
        .hasMessage("partitions of [a] cannot be listed")
        .hasRootCauseMessage("away");
    server.failure = null;
    server.partitions.add("a");
    readers.call();
    server.failure = new IOException("away");
    readers.call();
    assertThat(enumerator.snapshotState(1).waiting()).hasSize(1);
  }

  private DiscoveringEnumerator<Piece> enumerator(Assignment<Piece> before, String... topics) {
    DiscoveringEnumerator<Piece> enumerator =
        new DiscoveringEnumerator<>(readers, new Pieces(List.of(topics)), server, before);
    enumerator.start();
    return enumerator;
  }

  private Map<Integer, Set<Piece>> given() {
    Map<Integer, Set<Piece>> given = new HashMap<>();
    readers.given().forEach((reader, splits) -> given.put(reader, Set.copyOf(splits)));
    return given;
  }

  /** What is read, how it came to that. */
  private record Piece(String splitId, String how) implements SourceSplit {}

  /** Partitions are named after their topic, in front of a hyphen, and their number behind it. */
  private record Pieces(List<String> topics) implements Partitioning<Piece> {

    @Override
    public Duration discoveryInterval() {
      return Duration.ofMinutes(1);
    }

    @Override
    public String topic(String partition) {
      return partition.replaceFirst("-.*", "");
    }

    @Override
    public int reader(String partition, int readers) {
      return partition.charAt(partition.length() - 1) % readers;
    }

    @Override
    public Piece untouched(String partition, boolean added) {
      return new Piece(partition, added ? "added" : "new");
    }
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
