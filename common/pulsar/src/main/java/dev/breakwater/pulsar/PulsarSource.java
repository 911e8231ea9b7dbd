package dev.breakwater.pulsar;

import dev.breakwater.operators.input.Discovery;
import dev.breakwater.operators.input.OpenPartitions;
import dev.breakwater.operators.input.PartitionClient;
import dev.breakwater.operators.input.PartitionSource;
import dev.breakwater.operators.input.Partitioning;
import dev.breakwater.operators.input.SplitFormat;
import org.apache.flink.api.connector.source.SourceReaderContext;

/** The messages of some topics as a source of Flink, see the package. */
final class PulsarSource extends PartitionSource<PartitionSplit> {

  private static final long serialVersionUID = 1L;

  private final PulsarConfig config;

  PulsarSource(PulsarConfig config) {
    this.config = config;
  }

  @Override
  protected Partitioning<PartitionSplit> partitioning() {
    return new TopicPartitioning(config);
  }

  @Override
  protected Discovery discovery() {
    return new ServerDiscovery(config.server());
  }

  @Override
  protected SplitFormat<PartitionSplit> format() {
    return new PartitionSplitFormat();
  }

  @Override
  protected PartitionClient<PartitionSplit> client(
      SourceReaderContext context, OpenPartitions<PartitionSplit> open) {
    return new Subscriptions(config, new PulsarMetrics(context.metricGroup(), open::disconnected));
  }
}
