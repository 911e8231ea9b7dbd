package dev.breakwater.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.impl.AMQImpl;
import dev.breakwater.operators.event.RawRecord;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may be acknowledged, and what a checkpoint knows. */
class QueueConsumerTest {

  private final List<Long> acknowledged = new ArrayList<>();
  private int consumers = 1;
  private final QueueConsumer consumer =
      new QueueConsumer(channel(), QueueSplit.untouched("orders"), 10);

  @Test
  void acknowledgesWhatWasHandedOnBeforeTheCheckpoint() throws IOException {
    handOn(delivery(1, "a"));
    handOn(delivery(2, "b"));
    QueueSplit at = consumer.snapshot(1);
    handOn(delivery(3, "c"));
    consumer.acknowledge(1);
    assertThat(acknowledged).containsExactly(2L);
    assertThat(at.nextOffset()).isEqualTo(2);
    assertThat(at.remembered()).hasSize(2);
    assertThat(consumer.unacknowledged()).isEqualTo(1);
  }

  @Test
  void aCheckpointInTheMiddleOfHandingOnDoesNotHaveTheRecord() throws IOException {
    handOn(delivery(1, "a"));
    Delivery second = delivery(2, "b");
    assertThat(consumer.look(second)).isNotNull();
    QueueSplit at = consumer.snapshot(1);
    consumer.acknowledge(1);
    assertThat(acknowledged).containsExactly(1L);
    assertThat(at.nextOffset()).isEqualTo(1);
    assertThat(at.remembered()).hasSize(1);
    consumer.handedOn(second);
    assertThat(consumer.snapshot(2).nextOffset()).isEqualTo(2);
    consumer.acknowledge(2);
    assertThat(acknowledged).containsExactly(1L, 2L);
  }

  @Test
  void dropsWhatComesAgainAndAcknowledgesIt() throws IOException {
    handOn(delivery(1, "a"));
    assertThat(handOn(delivery(2, "a"))).isNull();
    QueueSplit at = consumer.snapshot(1);
    consumer.acknowledge(1);
    assertThat(at.nextOffset()).isEqualTo(1);
    assertThat(acknowledged).containsExactly(2L);
  }

  @Test
  void takesWhatHasNoMessageIdAsNewEachTime() throws IOException {
    assertThat(handOn(delivery(1, null))).isNotNull();
    assertThat(handOn(delivery(2, null))).isNotNull();
    assertThat(consumer.snapshot(1).nextOffset()).isEqualTo(2);
  }

  @Test
  void refusesToShareAQueue() throws IOException {
    assertThat(consumer.pending()).isEqualTo(7);
    consumers = 2;
    assertThatThrownBy(consumer::pending)
        .isInstanceOf(IOException.class)
        .hasMessage("queue orders must have no other consumer, has 1");
  }

  private @Nullable RawRecord handOn(Delivery delivery) {
    RawRecord record = consumer.look(delivery);
    consumer.handedOn(delivery);
    return record;
  }

  private static Delivery delivery(long tag, @Nullable String messageId) {
    return new Delivery(
        new Envelope(tag, false, "shop", "eu"),
        new BasicProperties.Builder().messageId(messageId).build(),
        "{}".getBytes(UTF_8));
  }

  /** A channel that notes acknowledgements, for a queue of seven messages. */
  private Channel channel() {
    return (Channel)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Channel.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "basicAck" -> {
                    acknowledged.add((Long) arguments[0]);
                    yield null;
                  }
                  case "queueDeclarePassive" -> state();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private AMQP.Queue.DeclareOk state() {
    return new AMQImpl.Queue.DeclareOk("orders", 7, consumers);
  }
}
