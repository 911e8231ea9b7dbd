package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.input.Discovery;
import dev.breakwater.operators.input.OpenPartitions;
import dev.breakwater.operators.input.PartitionClient;
import dev.breakwater.operators.input.PartitionSource;
import dev.breakwater.operators.input.Partitioning;
import dev.breakwater.operators.input.SplitFormat;
import org.apache.flink.api.connector.source.SourceReaderContext;

/** The messages of some streams as a source of Flink, see the package. */
final class RabbitStreamSource extends PartitionSource<StreamSplit> {

  private static final long serialVersionUID = 1L;

  private final RabbitStreamConfig config;

  RabbitStreamSource(RabbitStreamConfig config) {
    this.config = config;
  }

  @Override
  protected Partitioning<StreamSplit> partitioning() {
    return new StreamPartitioning(config);
  }

  @Override
  protected Discovery discovery() {
    return new ServerDiscovery(config);
  }

  @Override
  protected SplitFormat<StreamSplit> format() {
    return new StreamSplitFormat();
  }

  @Override
  protected PartitionClient<StreamSplit> client(
      SourceReaderContext context, OpenPartitions<StreamSplit> open) {
    String name = config.instance().name() + '/' + context.getIndexOfSubtask();
    return new StreamClient(config, name, new RabbitStreamMetrics(context.metricGroup(), open));
  }
}
