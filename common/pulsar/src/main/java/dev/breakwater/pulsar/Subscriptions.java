package dev.breakwater.pulsar;

import dev.breakwater.operators.input.Availability;
import dev.breakwater.operators.input.Losses;
import dev.breakwater.operators.input.PartitionClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pulsar.client.api.PulsarClient;
import org.jspecify.annotations.Nullable;

/** Subscribes to the partitions of one subtask, with one client. */
final class Subscriptions implements PartitionClient<PartitionSplit> {

  private final PulsarConfig config;
  private final PulsarMetrics metrics;
  private final Losses losses;
  private @Nullable PulsarClient client;

  Subscriptions(PulsarConfig config, PulsarMetrics metrics) {
    this.config = config;
    this.metrics = metrics;
    this.losses = config.consumers().losses(metrics.partitions().errors());
  }

  @Override
  public List<SubscribedPartition> open(List<PartitionSplit> splits, Availability availability)
      throws IOException {
    if (client == null) {
      client = PulsarConnections.open(config.server());
    }
    PartitionOpening opening = new PartitionOpening(client, config, losses);
    Map<String, CompletableFuture<PartitionConsumer>> promised = new LinkedHashMap<>();
    for (PartitionSplit split : splits) {
      promised.put(split.partition(), opening.open(split));
    }
    Duration atMost = config.consumers().disconnectedTimeout();
    List<SubscribedPartition> opened = new ArrayList<>();
    for (Map.Entry<String, CompletableFuture<PartitionConsumer>> one : promised.entrySet()) {
      PartitionConsumer consumer =
          PulsarConnections.await(one.getValue(), config.server(), one.getKey());
      opened.add(new SubscribedPartition(consumer, availability, metrics, atMost));
    }
    return opened;
  }

  @Override
  public void close() throws IOException {
    if (client != null) {
      client.close();
    }
  }
}
