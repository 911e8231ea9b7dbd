package dev.breakwater.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.Availability;
import dev.breakwater.operators.input.LostMessagesException;
import dev.breakwater.operators.input.OnLoss;
import dev.breakwater.operators.input.StartPoint;
import dev.breakwater.pulsar.Fakes.FakeConsumer;
import dev.breakwater.pulsar.PulsarConfig.ConsumerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.pulsar.client.api.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionConsumerTest {

  private static final String PARTITION = "t/n/orders-partition-1";

  private final FakeConsumer server = new FakeConsumer();
  private final Availability availability = new Availability();
  private final Counter errors = new SimpleCounter();

  @Test
  void handsOnWhatArrivesAndSaysWhenThereIsMore() throws Exception {
    PartitionConsumer consumer = consumer(null, OnLoss.FAIL);
    server.queued.add(Fakes.message(new Place(7, 0, 0)));
    assertThat(consumer.poll(availability)).isNotNull();
    assertThat(consumer.poll(availability)).isNull();
    CompletableFuture<Void> available = availability.next();
    assertThat(consumer.hasArrived()).isFalse();
    assertThat(server.isAsked()).isTrue();
    assertThat(consumer.poll(availability)).isNull();
    Message<byte[]> message = Fakes.message(new Place(7, 1, 0));
    server.arrive(message);
    assertThat(available).isDone();
    assertThat(consumer.hasArrived()).isTrue();
    assertThat(consumer.poll(availability)).isSameAs(message);
  }

  @Test
  void failsWhenNothingWillArriveAnyMore() throws Exception {
    PartitionConsumer consumer = consumer(null, OnLoss.FAIL);
    assertThat(consumer.poll(availability)).isNull();
    server.fail(new IOException("topic was terminated"));
    assertThatThrownBy(() -> consumer.poll(availability))
        .isInstanceOf(IOException.class)
        .hasMessage("Pulsar no longer delivers " + PARTITION)
        .hasRootCauseMessage("topic was terminated");
  }

  @Test
  void leavesOutWhatIsDeliveredAgainAfterAReconnect() throws Exception {
    PartitionConsumer consumer = consumer(null, OnLoss.FAIL);
    assertThat(accept(consumer, 7, 0, 0)).isNotNull();
    assertThat(accept(consumer, 7, 1, 0)).isNotNull();
    assertThat(accept(consumer, 7, 1, 1)).isNotNull();
    assertThat(accept(consumer, 7, 0, 0)).isNull();
    assertThat(accept(consumer, 7, 1, 0)).isNull();
    assertThat(accept(consumer, 7, 1, 1)).isNull();
    assertThat(accept(consumer, 7, 1, 2)).isNotNull();
    assertThat(accept(consumer, 9, 0, 0)).isNotNull();
  }

  @Test
  void goesOnAfterTheStatesMessageInTheMiddleOfABatch() throws Exception {
    PartitionConsumer consumer = consumer(new Place(7, 5, 1), OnLoss.FAIL);
    // The server had not noted the last acknowledgement.
    assertThat(accept(consumer, 7, 4, 0)).isNull();
    assertThat(accept(consumer, 7, 5, 0)).isNull();
    assertThat(accept(consumer, 7, 5, 1)).isNull();
    assertThat(accept(consumer, 7, 5, 2)).isNotNull();
    assertThat(consumer.snapshot(1).last()).isEqualTo(new Place(7, 5, 2));
  }

  @Test
  void isNotPastAMessageThatIsStillInHandAtACheckpoint() throws Exception {
    PartitionConsumer consumer = consumer(null, OnLoss.FAIL);
    accept(consumer, 7, 0, 0);
    assertThat(consumer.look(Fakes.message(new Place(7, 1, 0)))).isNotNull();
    assertThat(consumer.snapshot(1).last()).isEqualTo(new Place(7, 0, 0));
    consumer.handedOn();
    assertThat(consumer.snapshot(2).last()).isEqualTo(new Place(7, 1, 0));
    consumer.acknowledge(1);
    assertThat(server.acknowledged).isEmpty();
    consumer.acknowledge(2);
    assertThat(server.acknowledged).containsExactly(new Place(7, 0, 0));
  }

  @Test
  void failsWhenTheStatesMessageIsGone() throws Exception {
    PartitionConsumer consumer = consumer(new Place(7, 5, 1), OnLoss.FAIL);
    assertThatThrownBy(() -> accept(consumer, 9, 0, 0))
        .isInstanceOf(LostMessagesException.class)
        .hasMessageContaining(
            "message 7:5:1 of "
                + PARTITION
                + ", after which to go on, is no longer there, but 9:0:0")
        .hasMessageContaining("pulsar.on-loss continue");
  }

  @Test
  void goesOnWithWhatIsThereWhenTold() throws Exception {
    PartitionConsumer consumer = consumer(new Place(7, 5, 1), OnLoss.CONTINUE);
    assertThat(accept(consumer, 9, 0, 0)).isNotNull();
    assertThat(errors.getCount()).isEqualTo(1);
    assertThat(accept(consumer, 9, 1, 0)).isNotNull();
    assertThat(errors.getCount()).isEqualTo(1);
  }

  @Test
  void acknowledgesWhatACheckpointHasButTheLastEntry() throws Exception {
    PartitionConsumer consumer = consumer(null, OnLoss.FAIL);
    accept(consumer, 7, 0, 0);
    consumer.snapshot(1);
    accept(consumer, 7, 1, 0);
    accept(consumer, 7, 1, 1);
    consumer.snapshot(2);
    accept(consumer, 8, 0, 0);
    consumer.snapshot(3);
    assertThat(consumer.acknowledge(1)).isTrue();
    assertThat(server.acknowledged).as("one entry only").isEmpty();
    assertThat(consumer.acknowledge(2)).isTrue();
    assertThat(server.acknowledged).containsExactly(new Place(7, 0, 0));
    assertThat(consumer.acknowledge(3)).isTrue();
    assertThat(server.acknowledged).containsExactly(new Place(7, 0, 0), new Place(7, 1, 0));
  }

  @Test
  void saysThatAnAcknowledgementWasNotSent() throws Exception {
    PartitionConsumer consumer = consumer(null, OnLoss.FAIL);
    accept(consumer, 7, 0, 0);
    accept(consumer, 7, 1, 0);
    consumer.snapshot(1);
    server.connected = false;
    assertThat(consumer.acknowledge(1)).isTrue();
    server.connected = true;
    accept(consumer, 7, 2, 0);
    consumer.snapshot(2);
    assertThat(consumer.acknowledge(2)).isFalse();
    assertThat(server.acknowledged).containsExactly(new Place(7, 1, 0));
    assertThat(consumer.acknowledge(3)).isTrue();
  }

  @Test
  void checkpointsNothingThatFollowsADamagedMessage() throws Exception {
    PartitionConsumer consumer = consumer(null, OnLoss.FAIL);
    server.damaged = 2;
    assertThatThrownBy(() -> consumer.snapshot(1))
        .isInstanceOf(LostMessagesException.class)
        .hasMessageContaining("2 messages of " + PARTITION + " arrived damaged");
    PartitionConsumer goingOn = consumer(null, OnLoss.CONTINUE);
    goingOn.snapshot(1);
    goingOn.snapshot(2);
    assertThat(errors.getCount()).isEqualTo(2);
  }

  @Test
  void givesUpABrokerThatIsAwayForTooLong() throws Exception {
    PartitionConsumer consumer = consumer(null, OnLoss.FAIL);
    Duration bound = Duration.ofMinutes(2);
    long now = System.nanoTime();
    consumer.requireConnection(now, bound);
    server.connected = false;
    assertThatCode(() -> consumer.requireConnection(now + bound.toNanos(), bound))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> consumer.requireConnection(now + bound.toNanos() + 1, bound))
        .isInstanceOf(IOException.class)
        .hasMessage(
            PARTITION
                + " has been without its broker for longer than pulsar.disconnected-timeout, which"
                + " is PT2M");
    server.connected = true;
    consumer.requireConnection(now + bound.toNanos() + 1, bound);
    server.connected = false;
    consumer.requireConnection(now + bound.toNanos() + 2, bound);
  }

  private PartitionConsumer consumer(@Nullable Place last, OnLoss onLoss) {
    return new PartitionConsumer(
        server.consumer(),
        new PartitionSplit(PARTITION, StartPoint.COMMITTED, last),
        new ConsumerConfig(10, Duration.ofMinutes(2), onLoss).losses(errors));
  }

  private static @Nullable RawRecord accept(
      PartitionConsumer consumer, long ledger, long entry, int index) throws IOException {
    RawRecord record = consumer.look(Fakes.message(new Place(ledger, entry, index)));
    if (record != null) {
      consumer.handedOn();
    }
    return record;
  }
}
