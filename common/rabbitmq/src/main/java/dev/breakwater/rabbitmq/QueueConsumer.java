package dev.breakwater.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.breakwater.operators.event.RawRecord;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one consumer of one queue, on a channel of its own: what was handed on, and what of it may be
 * acknowledged. The task's thread calls it, apart from what arrives.
 */
final class QueueConsumer {

  /** A message as it arrived, and the consumer that it was sent to. */
  record Arrival(QueueConsumer consumer, Delivery delivery) {}

  private final Channel channel;
  private final String queue;
  private final RememberedMessages remembered;
  private final NavigableMap<Long, Long> tagsByCheckpoint = new TreeMap<>();
  private long nextOffset;
  private @Nullable Fingerprint looked;
  private volatile long lastTag;
  private volatile long acknowledgedTag;

  /**
   * @param channel open, with nothing on it yet
   */
  QueueConsumer(Channel channel, QueueSplit split, int rememberedMessages) {
    this.channel = channel;
    this.queue = split.queue();
    this.nextOffset = split.nextOffset();
    this.remembered = new RememberedMessages(rememberedMessages, split.remembered());
  }

  /**
   * Has the server deliver from now on. Exclusive: a second reader of the queue would get every
   * other message, and neither would know what the other has handed on.
   *
   * @throws IOException if the queue is not there or has another consumer
   */
  void start(int prefetch, String tag, Inbox<Arrival> inbox) throws IOException {
    channel.basicQos(prefetch);
    channel.basicConsume(queue, false, tag, false, true, Map.of(), new Receiver(inbox));
    pending();
  }

  /** The record to hand on; null if it was handed on before. Nothing counts as handed on by it. */
  @Nullable RawRecord look(Delivery delivery) {
    String messageId = delivery.getProperties().getMessageId();
    looked = messageId == null ? null : Fingerprint.of(messageId, delivery.getBody());
    return looked != null && remembered.has(looked)
        ? null
        : Messages.toRecord(queue, nextOffset, delivery);
  }

  /** Notes that what was looked at last was handed on, or had been before. */
  void handedOn(Delivery delivery) {
    lastTag = delivery.getEnvelope().getDeliveryTag();
    if (looked == null || remembered.add(looked)) {
      nextOffset++;
    }
  }

  /** What has to be known to go on from here. */
  QueueSplit snapshot(long checkpoint) {
    tagsByCheckpoint.put(checkpoint, lastTag);
    return new QueueSplit(queue, nextOffset, remembered.all());
  }

  /** Acknowledges all that was handed on before the checkpoint. */
  void acknowledge(long checkpoint) throws IOException {
    NavigableMap<Long, Long> complete = tagsByCheckpoint.headMap(checkpoint, true);
    Map.Entry<Long, Long> last = complete.lastEntry();
    if (last != null && last.getValue() > acknowledgedTag) {
      channel.basicAck(last.getValue(), true);
      acknowledgedTag = last.getValue();
    }
    complete.clear();
  }

  /**
   * Messages that are ready in the queue. Asks the server.
   *
   * @throws IOException also if the queue has another consumer: quorum queues let one in, although
   *     this one is exclusive, and what it holds would not come to the job
   */
  long pending() throws IOException {
    AMQP.Queue.DeclareOk state = channel.queueDeclarePassive(queue);
    if (state.getConsumerCount() > 1) {
      throw new IOException(
          "queue %s must have no other consumer, has %d"
              .formatted(queue, state.getConsumerCount() - 1));
    }
    return state.getMessageCount();
  }

  /** Messages handed on and not acknowledged. Any thread may ask. */
  long unacknowledged() {
    return lastTag - acknowledgedTag;
  }

  String queue() {
    return queue;
  }

  /** Puts what arrives into the inbox; the client's thread calls it. */
  private final class Receiver extends DefaultConsumer {

    private final Inbox<Arrival> inbox;

    Receiver(Inbox<Arrival> inbox) {
      super(channel);
      this.inbox = inbox;
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      inbox.put(new Arrival(QueueConsumer.this, new Delivery(envelope, properties, body)));
    }

    @Override
    public void handleCancel(String tag) {
      inbox.fail(new IOException("the server has ended the consumer of queue " + queue));
    }

    @Override
    public void handleShutdownSignal(String tag, ShutdownSignalException cause) {
      inbox.fail(cause);
    }
  }
}
