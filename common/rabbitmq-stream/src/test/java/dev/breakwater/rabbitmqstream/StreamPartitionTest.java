package dev.breakwater.rabbitmqstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.stream.OffsetSpecification;
import com.rabbitmq.stream.Resource;
import dev.breakwater.operators.input.LostMessagesException;
import dev.breakwater.operators.input.OnLoss;
import dev.breakwater.operators.input.OpenPartitions;
import dev.breakwater.operators.input.StartPoint;
import dev.breakwater.rabbitmqstream.Fakes.FakeStream;
import dev.breakwater.rabbitmqstream.RabbitStreamConfig.ConsumerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamPartitionTest {

  private static final String STREAM = "orders-1";
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final FakeStream server = new FakeStream();
  private final Counter errors = new SimpleCounter();
  private final RabbitStreamMetrics metrics =
      new RabbitStreamMetrics(
          UnregisteredMetricsGroup.createSourceReaderMetricGroup(), new OpenPartitions<>());
  private final Offsets output = new Offsets();

  @Test
  void handsOnWhatArrivesInItsOrder() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    assertThat(partition.handOn(output)).isFalse();
    assertThat(partition.hasArrived()).isFalse();
    server.chunk(2);
    server.message(new Place(0, 1_000));
    server.message(new Place(1, 1_000));
    assertThat(partition.hasArrived()).isTrue();
    takeAll(partition);
    assertThat(output.offsets()).containsExactly(0L, 1L);
    assertThat(partition.snapshot(1).last()).isEqualTo(new Place(1, 1_000));
  }

  @Test
  void wakesTheTaskWhenSomethingArrives() {
    CompletableFuture<Void> next = server.availability.next();
    assertThat(next).isNotDone();
    server.deliver(new Place(0, 1_000));
    assertThat(next).isDone();
  }

  @Test
  void givesTheCreditOfAChunkBackWithTheLastOfItsMessages() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    server.chunk(2);
    server.message(new Place(0, 1_000));
    server.message(new Place(1, 1_000));
    server.deliver(new Place(2, 1_001));
    assertThat(server.credits).as("the server may send nothing").isZero();
    assertThat(server.held).hasValue(2);
    partition.handOn(output);
    assertThat(server.credits).isZero();
    partition.handOn(output);
    assertThat(server.credits).isEqualTo(1);
    assertThat(server.held).hasValue(1);
    partition.handOn(output);
    assertThat(server.credits).isEqualTo(2);
    assertThat(server.held).hasValue(0);
  }

  @Test
  void countsWhatTheClientLeavesOutInFrontOfTheBeginning() throws Exception {
    StreamPartition partition = partition(new Place(1, 1_000), OnLoss.FAIL);
    server.chunk(3);
    server.leaveOut();
    server.message(new Place(1, 1_000));
    server.message(new Place(2, 1_000));
    takeAll(partition);
    assertThat(output.offsets()).containsExactly(2L);
    assertThat(server.credits).isEqualTo(2);
    assertThat(metrics.partitions().redeliveriesDropped().getCount()).isEqualTo(1);
  }

  @Test
  void isNotPastAMessageThatIsStillInHandAtACheckpoint() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    server.deliver(new Place(0, 1_000));
    server.deliver(new Place(1, 1_001));
    partition.handOn(output);
    List<StreamSplit> snapshots = new ArrayList<>();
    output.during(() -> snapshots.add(partition.snapshot(1)));
    partition.handOn(output);
    assertThat(snapshots.get(0).last()).isEqualTo(new Place(0, 1_000));
    assertThat(partition.snapshot(2).last()).isEqualTo(new Place(1, 1_001));
  }

  @Test
  void putsUpWithGapsInOffsetsSinceTheServerKeepsThingsOfItsOwnInAStream() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    server.deliver(new Place(0, 1_000));
    server.deliver(new Place(5, 1_001));
    takeAll(partition);
    assertThat(output.offsets()).containsExactly(0L, 5L);
  }

  @Test
  void asksForTheLastMessageAfterAReconnectAndLeavesOutWhatComesAgain() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    server.deliver(new Place(6, 1_000));
    server.chunk(3);
    server.message(new Place(7, 1_001));
    server.message(new Place(8, 1_001));
    server.become(Resource.State.RECOVERING);
    assertThat(partition.isConnected()).isFalse();
    server.subscribe();
    assertThat(partition.isConnected()).isTrue();
    assertThat(server.subscribed).isEqualTo(OffsetSpecification.offset(8));
    server.chunk(3);
    server.leaveOut();
    server.message(new Place(8, 1_001));
    server.message(new Place(9, 1_001));
    takeAll(partition);
    assertThat(output.offsets()).containsExactly(6L, 7L, 8L, 9L);
    assertThat(server.held).hasValue(0);
    assertThat(server.credits).as("those of the new subscription only").isEqualTo(2);
  }

  @Test
  void beginsAgainWhereItBeganIfNothingHadArrivedBeforeTheReconnect() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    server.chunk(2);
    server.become(Resource.State.RECOVERING);
    server.subscribe();
    assertThat(server.subscribed).isEqualTo(OffsetSpecification.first());
    assertThat(server.deliveries.isEmpty()).isTrue();
    assertThat(server.held).hasValue(0);
    server.deliver(new Place(0, 1_000));
    takeAll(partition);
    assertThat(output.offsets()).containsExactly(0L);
  }

  @Test
  void failsWhenTheLastMessageIsGoneAfterAReconnect() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    server.deliver(new Place(41, 1_000));
    takeAll(partition);
    server.subscribe();
    server.deliver(new Place(97, 2_000));
    assertThatThrownBy(() -> takeAll(partition))
        .isInstanceOf(LostMessagesException.class)
        .hasMessageContaining(
            "message 41 of orders-1, after which to go on, is no longer there, but 97: what came"
                + " between may be lost, by retention, or since the stream was deleted and made"
                + " anew")
        .hasMessageContaining("rabbitmq-stream.on-loss continue");
    assertThat(output.offsets()).containsExactly(41L);
  }

  @Test
  void goesOnBehindAGapWhenTold() throws Exception {
    StreamPartition partition = partition(null, OnLoss.CONTINUE);
    server.deliver(new Place(41, 1_000));
    takeAll(partition);
    server.subscribe();
    server.deliver(new Place(97, 2_000));
    server.deliver(new Place(98, 2_000));
    takeAll(partition);
    assertThat(output.offsets()).containsExactly(41L, 97L, 98L);
    assertThat(errors.getCount()).isEqualTo(1);
  }

  @Test
  void restartsToReadAnotherStreamOfTheSameNameFromItsBeginning() throws Exception {
    StreamPartition partition = partition(null, OnLoss.CONTINUE);
    server.deliver(new Place(41, 1_000));
    takeAll(partition);
    server.subscribe();
    server.deliver(new Place(41, 2_000));
    assertThatThrownBy(() -> takeAll(partition))
        .isInstanceOf(IOException.class)
        .hasMessage("orders-1 was made anew: a restart of the task reads it from its beginning");
    assertThat(output.offsets()).containsExactly(41L);
  }

  @Test
  void restartsWhenTheLastMessageDoesNotComeAgain() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    server.deliver(new Place(41, 1_000));
    server.subscribe();
    takeAll(partition);
    long now = System.nanoTime();
    assertThatCode(() -> partition.requireConnection(now)).doesNotThrowAnyException();
    assertThatThrownBy(() -> partition.requireConnection(now + ANSWER.toNanos() + 1))
        .hasMessageContaining("message 41 of orders-1 has not come again after a reconnect");
    server.deliver(new Place(41, 1_000));
    partition.requireConnection(now + ANSWER.toNanos() + 1);
    takeAll(partition);
    partition.requireConnection(now + 2 * ANSWER.toNanos() + 2);
  }

  @Test
  void noticesMessagesThatTheClientHasLeftOut() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    server.chunk(3);
    server.message(new Place(0, 1_000));
    server.deliver(new Place(3, 1_001));
    assertThatThrownBy(() -> takeAll(partition))
        .isInstanceOf(LostMessagesException.class)
        .hasMessageContaining("2 messages of orders-1 arrived damaged");
    assertThat(partition.snapshot(1).last())
        .as("nothing that comes after")
        .isEqualTo(new Place(0, 1_000));
  }

  @Test
  void goesOnWithoutThemWhenToldAndTheServerGetsItsCreditBack() throws Exception {
    StreamPartition partition = partition(null, OnLoss.CONTINUE);
    server.chunk(3);
    server.message(new Place(0, 1_000));
    server.deliver(new Place(3, 1_001));
    takeAll(partition);
    assertThat(output.offsets()).containsExactly(0L, 3L);
    assertThat(errors.getCount()).isEqualTo(2);
    assertThat(server.credits).isEqualTo(2);
  }

  @Test
  void failsWhenTheClientGivesTheStreamUp() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    server.deliver(new Place(0, 1_000));
    server.become(Resource.State.CLOSED);
    assertThat(partition.handOn(output)).isTrue();
    assertThat(partition.hasArrived()).isTrue();
    assertThatThrownBy(() -> partition.handOn(output))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("RabbitMQ no longer delivers orders-1");
  }

  @Test
  void givesUpWhenItWasWithoutItsServerForTooLong() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    long now = System.nanoTime();
    partition.requireConnection(now);
    server.become(Resource.State.RECOVERING);
    partition.requireConnection(now + AT_MOST.toNanos());
    assertThatThrownBy(() -> partition.requireConnection(now + AT_MOST.toNanos() + 1))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "orders-1 has been without its broker for longer than"
                + " rabbitmq-stream.disconnected-timeout, which is PT2M");
  }

  @Test
  void knowsHowFarBehindItIsWhereTheServerSaysSo() throws Exception {
    StreamPartition partition = partition(null, OnLoss.FAIL);
    server.deliver(new Place(10, 1_000));
    takeAll(partition);
    assertThat(partition.behind()).as("RabbitMQ 3.10 does not").isZero();
    server.end = 25;
    server.deliver(new Place(11, 1_001));
    takeAll(partition);
    assertThat(partition.behind()).isEqualTo(14);
  }

  private StreamPartition partition(@Nullable Place last, OnLoss onLoss) {
    return new StreamPartition(
        new StreamSplit("orders|" + STREAM, StartPoint.EARLIEST, last),
        server.deliveries,
        new StreamPartition.Context(
            metrics, new ConsumerConfig(2, AT_MOST, onLoss).losses(errors), AT_MOST, ANSWER));
  }

  private void takeAll(StreamPartition partition) throws IOException {
    while (partition.handOn(output)) {
      assertThat(server.held.get()).isNotNegative();
    }
  }
}
