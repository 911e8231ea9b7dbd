package dev.breakwater.pulsar;

import dev.breakwater.operators.input.Losses;
import dev.breakwater.operators.input.LostMessagesException;
import dev.breakwater.operators.input.StartPoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.ConsumerCryptoFailureAction;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.apache.pulsar.client.api.SubscriptionMode;
import org.apache.pulsar.client.api.SubscriptionType;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to partitions and puts the subscription where the split says.
 *
 * <p>The subscription is durable, so that the server keeps what comes after the last checkpoint,
 * and exclusive: a second job of the same name is refused, and so is a new attempt of a task until
 * the server has noticed that the old one is gone.
 */
final class PartitionOpening {

  private final PulsarClient client;
  private final PulsarConfig config;
  private final Losses losses;

  PartitionOpening(PulsarClient client, PulsarConfig config, Losses losses) {
    this.client = client;
    this.config = config;
    this.losses = losses;
  }

  CompletableFuture<PartitionConsumer> open(PartitionSplit split) {
    return client
        .newConsumer(Schema.BYTES)
        .topic(Partitions.withScheme(split.partition()))
        .subscriptionName(config.instance().name())
        .subscriptionMode(SubscriptionMode.Durable)
        .subscriptionType(SubscriptionType.Exclusive)
        .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
        .receiverQueueSize(config.consumers().receiverQueue())
        .startMessageIdInclusive()
        .startPaused(true)
        // As bytes: what cannot be read is for the dead letters, and the client would wait for
        // ever.
        .cryptoFailureAction(ConsumerCryptoFailureAction.CONSUME)
        .subscribeAsync()
        .thenCompose(consumer -> positioned(consumer, split));
  }

  private CompletableFuture<PartitionConsumer> positioned(
      Consumer<byte[]> consumer, PartitionSplit split) {
    Place last = split.last();
    if (last == null) {
      return begin(consumer, split.start()).thenApply(done -> ready(consumer, split, null));
    }
    return consumer
        .getLastMessageIdsAsync()
        .thenApply(ids -> Place.ofAny(ids.get(0)))
        .thenCompose(end -> goOn(consumer, split, last, end));
  }

  private static CompletableFuture<Void> begin(Consumer<byte[]> consumer, StartPoint start) {
    return switch (start.kind()) {
      case COMMITTED -> CompletableFuture.completedFuture(null);
      case EARLIEST -> twice(() -> consumer.seekAsync(MessageId.earliest));
      case TIME -> twice(() -> consumer.seekAsync(start.value()));
      case OFFSET -> throw new IllegalStateException("Pulsar has no offsets: " + start);
    };
  }

  /** A server that just moves a topic forgets its consumers: the second seek waits for them. */
  private static CompletableFuture<Void> twice(Supplier<CompletableFuture<Void>> seek) {
    return seek.get().exceptionallyCompose(failure -> seek.get());
  }

  /** At the entry of the last message: that it comes first proves that nothing after it is gone. */
  private CompletableFuture<PartitionConsumer> goOn(
      Consumer<byte[]> consumer, PartitionSplit split, Place last, Place end) {
    if (!end.isInEntryBefore(last)) {
      return twice(() -> consumer.seekAsync(last.entryId()))
          .thenApply(done -> ready(consumer, split, last));
    }
    try {
      losses.found(split.partition(), last, end);
    } catch (LostMessagesException e) {
      throw new CompletionException(e);
    }
    return twice(() -> consumer.seekAsync(MessageId.earliest))
        .thenApply(done -> ready(consumer, split, null));
  }

  private PartitionConsumer ready(
      Consumer<byte[]> consumer, PartitionSplit split, @Nullable Place last) {
    consumer.resume();
    return new PartitionConsumer(
        consumer, new PartitionSplit(split.partition(), split.start(), last), losses);
  }
}
