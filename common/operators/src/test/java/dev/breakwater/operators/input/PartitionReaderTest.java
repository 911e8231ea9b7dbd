package dev.breakwater.operators.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.event.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionReaderTest {

  @SuppressWarnings("unchecked") // Nobody calls it.
  private static final ReaderOutput<RawRecord> UNUSED =
      (ReaderOutput<RawRecord>)
          Proxy.newProxyInstance(
              ReaderOutput.class.getClassLoader(),
              new Class<?>[] {ReaderOutput.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException();
              });

  private final Broker broker = new Broker();
  private final OpenPartitions<Piece> open = new OpenPartitions<>();
  private final PartitionReader<Piece> reader =
      new PartitionReader<>(new Pieces(List.of("a", "b")), open, broker);

  @Test
  void takesPartitionsInTurn() throws Exception {
    reader.addSplits(List.of(new Piece("a", 0), new Piece("b", 0)));
    partition("a").waiting = 3;
    partition("b").waiting = 2;
    while (reader.pollNext(UNUSED) == InputStatus.MORE_AVAILABLE) {
      assertThat(broker.handedOn).isNotEmpty();
    }
    assertThat(broker.handedOn).containsExactly("b", "a", "b", "a", "a");
  }

  @Test
  void waitsWhereNothingHasArrivedAndIsToldWhenSomethingDoes() throws Exception {
    reader.addSplits(List.of(new Piece("a", 0)));
    assertThat(reader.pollNext(UNUSED)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    CompletableFuture<Void> next = reader.isAvailable();
    assertThat(next).isNotDone();
    partition("a").waiting = 1;
    assertThat(reader.isAvailable()).isDone();
    assertThat(next).isDone();
  }

  @Test
  void leavesWhatIsNotConfigured() {
    reader.addSplits(List.of(new Piece("c", 7)));
    assertThat(broker.opened).isEmpty();
    assertThat(reader.snapshotState(1)).isEmpty();
    reader.addSplits(List.of(new Piece("c", 7), new Piece("a", 5)));
    assertThat(broker.opened).containsOnlyKeys("a");
    assertThat(reader.snapshotState(2)).containsExactly(new Piece("a", 5));
  }

  @Test
  void snapshotsAndCompletesAll() throws Exception {
    reader.addSplits(List.of(new Piece("a", 5)));
    reader.addSplits(List.of(new Piece("b", 6)));
    partition("a").waiting = 1;
    reader.pollNext(UNUSED);
    assertThat(reader.snapshotState(1))
        .containsExactlyInAnyOrder(new Piece("a", 6), new Piece("b", 6));
    reader.notifyCheckpointComplete(1);
    assertThat(partition("a").completed).isEqualTo(1);
    assertThat(partition("b").completed).isEqualTo(1);
  }

  @Test
  void countsThoseWithoutTheirServerAndWhatWaitsThere() {
    reader.addSplits(List.of(new Piece("a", 5), new Piece("b", 6)));
    assertThat(open.disconnected()).isZero();
    assertThat(open.behind()).isEqualTo(14);
    partition("b").connected = false;
    assertThat(open.disconnected()).isEqualTo(1);
  }

  @Test
  void failsWithWhatIsMissing() throws Exception {
    reader.addSplits(List.of(new Piece("a", 5)));
    partition("a").failure = new IOException("messages are gone");
    assertThatThrownBy(() -> reader.snapshotState(1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("messages are gone");
    assertThatThrownBy(() -> reader.pollNext(UNUSED)).hasMessage("messages are gone");
    assertThatThrownBy(() -> reader.notifyCheckpointComplete(1)).hasMessage("messages are gone");
    broker.failure = new IOException("no such partition");
    assertThatThrownBy(() -> reader.addSplits(List.of(new Piece("b", 5))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("no such partition");
    reader.close();
    assertThat(broker.closed).isTrue();
  }

  private FakePartition partition(String id) {
    return Objects.requireNonNull(broker.opened.get(id), id);
  }

  /** A topic that is one partition, and how many of it were handed on. */
  private record Piece(String splitId, int next) implements SourceSplit {}

  private record Pieces(List<String> topics) implements Partitioning<Piece> {

    @Override
    public Duration discoveryInterval() {
      return Duration.ZERO;
    }

    @Override
    public String topic(String partition) {
      return partition;
    }

    @Override
    public int reader(String partition, int readers) {
      return 0;
    }

    @Override
    public Piece untouched(String partition, boolean added) {
      return new Piece(partition, 0);
    }
  }

  private static final class Broker implements PartitionClient<Piece> {

    final Map<String, FakePartition> opened = new HashMap<>();
    final List<String> handedOn = new ArrayList<>();
    boolean closed;
    @Nullable IOException failure;

    @Override
    public List<FakePartition> open(List<Piece> splits, Availability availability)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      List<FakePartition> more = new ArrayList<>();
      for (Piece split : splits) {
        FakePartition partition = new FakePartition(split, handedOn);
        opened.put(split.splitId(), partition);
        more.add(partition);
      }
      return more;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class FakePartition implements OpenPartition<Piece> {

    int waiting;
    long completed;
    boolean connected = true;
    @Nullable IOException failure;
    private final Piece split;
    private final List<String> handedOn;
    private int next;

    FakePartition(Piece split, List<String> handedOn) {
      this.split = split;
      this.handedOn = handedOn;
      this.next = split.next();
    }

    private void require() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public boolean handOn(ReaderOutput<RawRecord> output) {
      if (waiting == 0) {
        return false;
      }
      waiting--;
      next++;
      return handedOn.add(split.splitId());
    }

    @Override
    public boolean hasArrived() {
      return waiting > 0;
    }

    @Override
    public Piece snapshot(long checkpoint) throws IOException {
      require();
      return new Piece(split.splitId(), next);
    }

    @Override
    public void complete(long checkpoint) {
      completed = checkpoint;
    }

    @Override
    public void requireConnection(long nowNanos) throws IOException {
      require();
    }

    @Override
    public boolean isConnected() {
      return connected;
    }

    @Override
    public long behind() {
      return 7;
    }
  }
}
