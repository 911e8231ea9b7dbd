package dev.breakwater.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.input.Assignment;
import dev.breakwater.testkit.flink.Readers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueueEnumeratorTest {

  private static final List<String> QUEUES = List.of("a", "b", "c");
  private static final QueueSplit READ = new QueueSplit("b", 5, List.of(new Fingerprint(1, 2)));

  private final Readers<QueueSplit> readers = new Readers<>(2);

  @Test
  void givesEachQueueToOneReader() {
    QueueEnumerator enumerator = new QueueEnumerator(readers, QUEUES, Assignment.none());
    enumerator.addReader(1);
    enumerator.addReader(0);
    enumerator.addReader(0);
    assertThat(readers.given())
        .isEqualTo(
            Map.of(
                0, List.of(QueueSplit.untouched("a"), QueueSplit.untouched("c")),
                1, List.of(QueueSplit.untouched("b"))));
  }

  @Test
  void leavesQueuesToTheReadersThatHaveThemInTheirState() {
    QueueEnumerator enumerator =
        new QueueEnumerator(readers, QUEUES, new Assignment<>(Set.of("a", "b"), List.of()));
    enumerator.addReader(0);
    enumerator.addReader(1);
    assertThat(readers.given()).isEqualTo(Map.of(0, List.of(QueueSplit.untouched("c"))));
  }

  @Test
  void givesAgainWhatAReaderLostWithAllThatIsKnownOfIt() {
    QueueEnumerator enumerator = new QueueEnumerator(readers, QUEUES, Assignment.none());
    enumerator.addReader(1);
    enumerator.addSplitsBack(List.of(READ), 1);
    assertThat(enumerator.snapshotState(1)).isEqualTo(new Assignment<>(Set.of(), List.of(READ)));
    readers.given().clear();
    new QueueEnumerator(readers, QUEUES, enumerator.snapshotState(1)).addReader(1);
    assertThat(readers.given()).isEqualTo(Map.of(1, List.of(READ)));
  }

  @Test
  void beginsAQueueAnewThatWasLeftForAWhile() {
    Assignment<QueueSplit> before = new Assignment<>(Set.of("a", "b", "c"), List.of());
    QueueEnumerator without = new QueueEnumerator(readers, List.of("a", "c"), before);
    QueueEnumerator again = new QueueEnumerator(readers, QUEUES, without.snapshotState(1));
    again.addReader(0);
    again.addReader(1);
    assertThat(readers.given()).isEqualTo(Map.of(1, List.of(QueueSplit.untouched("b"))));
  }
}
