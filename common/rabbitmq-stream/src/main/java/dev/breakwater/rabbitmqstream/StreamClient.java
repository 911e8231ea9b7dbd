package dev.breakwater.rabbitmqstream;

import com.rabbitmq.stream.Consumer;
import com.rabbitmq.stream.Environment;
import com.rabbitmq.stream.OffsetSpecification;
import com.rabbitmq.stream.StreamException;
import dev.breakwater.operators.input.Availability;
import dev.breakwater.operators.input.Losses;
import dev.breakwater.operators.input.PartitionClient;
import dev.breakwater.operators.input.StartPoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to the streams of one subtask where their splits say, and looks whether what they have
 * handed on last is still there.
 */
final class StreamClient implements PartitionClient<StreamSplit> {

  private final RabbitStreamConfig config;
  private final String name;
  private final RabbitStreamMetrics metrics;
  private final Losses losses;
  private @Nullable Environment environment;

  /** A subscription, and what arrives by it. */
  private record Subscribed(Consumer consumer, Deliveries deliveries) {}

  /**
   * @param name what the server lists the connections as
   */
  StreamClient(RabbitStreamConfig config, String name, RabbitStreamMetrics metrics) {
    this.config = config;
    this.name = name;
    this.metrics = metrics;
    this.losses = config.consumers().losses(metrics.partitions().errors());
  }

  @Override
  public List<StreamPartition> open(List<StreamSplit> splits, Availability availability)
      throws IOException {
    Map<StreamSplit, Subscribed> subscribed = new LinkedHashMap<>();
    for (StreamSplit split : splits) {
      Place before = split.before();
      OffsetSpecification begin =
          before == null ? begin(split.start()) : OffsetSpecification.offset(before.offset());
      subscribed.put(split, subscribe(split, begin, availability));
    }
    List<StreamPartition> opened = new ArrayList<>();
    for (Map.Entry<StreamSplit, Subscribed> one : subscribed.entrySet()) {
      opened.add(opened(one.getKey(), one.getValue(), availability));
    }
    return opened;
  }

  private static OffsetSpecification begin(StartPoint start) {
    return switch (start.kind()) {
      case TIME -> OffsetSpecification.timestamp(start.value());
      case EARLIEST, COMMITTED, OFFSET -> OffsetSpecification.first();
    };
  }

  private Subscribed subscribe(
      StreamSplit split, OffsetSpecification begin, Availability availability) throws IOException {
    Deliveries deliveries =
        new Deliveries(begin, config.consumers().credits(), availability, metrics.chunksHeld());
    try {
      if (environment == null) {
        environment = StreamConnections.open(config.server(), name);
      }
      Consumer consumer =
          environment.consumerBuilder().stream(split.stream())
              .offset(begin)
              .noTrackingStrategy()
              .subscriptionListener(deliveries::subscribing)
              .listeners(deliveries::changed)
              .messageHandler(deliveries::arrived)
              .flow()
              .strategy(deliveries.flow())
              .builder()
              .build();
      return new Subscribed(consumer, deliveries);
    } catch (StreamException | IllegalStateException e) {
      throw new IOException(
          "stream %s cannot be read from %s: %s"
              .formatted(split.stream(), config.server().addresses(), StreamConnections.reason(e)),
          e);
    }
  }

  /** Looks whether the message to go on after is there; then all that follows it is. */
  private StreamPartition opened(
      StreamSplit split, Subscribed subscribed, Availability availability) throws IOException {
    Deliveries deliveries = subscribed.deliveries();
    Duration answer = config.server().timeout();
    StreamPartition.Context context =
        new StreamPartition.Context(
            metrics, losses, config.consumers().disconnectedTimeout(), answer);
    Place before = split.before();
    if (before == null) {
      return new StreamPartition(split, deliveries, context);
    }
    Place first = await(deliveries.first(), answer, split.stream());
    if (first == null && !deliveries.isConnected()) {
      throw new IOException(split.stream() + " was disconnected before it delivered anything");
    }
    Place.Finding finding = first == null ? Place.Finding.MADE_ANEW : before.whenFirstIs(first);
    if (finding == Place.Finding.WHOLE) {
      return new StreamPartition(split, deliveries, context);
    }
    losses.found(split.stream(), before, found(first));
    if (finding == Place.Finding.GAP) {
      return new StreamPartition(split, deliveries, context);
    }
    subscribed.consumer().close();
    StreamSplit anew = StreamSplit.untouched(split.splitId(), StartPoint.EARLIEST);
    return new StreamPartition(
        anew, subscribe(anew, OffsetSpecification.first(), availability).deliveries(), context);
  }

  private static String found(@Nullable Place first) {
    return first == null
        ? "the stream ends before it"
        : "message %s of %s".formatted(first, Instant.ofEpochMilli(first.chunkTime()));
  }

  /** Null if it has not come in time. */
  private static @Nullable Place await(
      CompletableFuture<Place> first, Duration within, String stream) throws IOException {
    try {
      return first.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IOException("RabbitMQ does not deliver " + stream, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while RabbitMQ was asked");
    }
  }

  @Override
  public void close() {
    if (environment != null) {
      environment.close();
    }
  }
}
