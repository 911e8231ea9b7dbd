package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.Assignment;
import dev.breakwater.operators.input.AssignmentSerializer;
import dev.breakwater.operators.input.DiscoveringEnumerator;
import dev.breakwater.operators.input.OpenPartitions;
import dev.breakwater.operators.input.PartitionReader;
import dev.breakwater.operators.input.SplitSerializer;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The messages of some streams as a source of Flink, see the package. */
final class RabbitStreamSource implements Source<RawRecord, StreamSplit, Assignment<StreamSplit>> {

  private static final long serialVersionUID = 1L;

  private final RabbitStreamConfig config;

  RabbitStreamSource(RabbitStreamConfig config) {
    this.config = config;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<RawRecord, StreamSplit> createReader(SourceReaderContext context) {
    OpenPartitions<StreamSplit> open = new OpenPartitions<>();
    RabbitStreamMetrics metrics = new RabbitStreamMetrics(context.metricGroup(), open);
    String name = config.instance().name() + '/' + context.getIndexOfSubtask();
    return new PartitionReader<>(
        new StreamPartitioning(config), open, new StreamClient(config, name, metrics));
  }

  @Override
  public SplitEnumerator<StreamSplit, Assignment<StreamSplit>> createEnumerator(
      SplitEnumeratorContext<StreamSplit> context) {
    return restoreEnumerator(context, Assignment.none());
  }

  @Override
  public SplitEnumerator<StreamSplit, Assignment<StreamSplit>> restoreEnumerator(
      SplitEnumeratorContext<StreamSplit> context, Assignment<StreamSplit> before) {
    return new DiscoveringEnumerator<>(
        context, new StreamPartitioning(config), new ServerDiscovery(config), before);
  }

  @Override
  public SimpleVersionedSerializer<StreamSplit> getSplitSerializer() {
    return new SplitSerializer<>(new StreamSplitFormat());
  }

  @Override
  public SimpleVersionedSerializer<Assignment<StreamSplit>> getEnumeratorCheckpointSerializer() {
    return new AssignmentSerializer<>(new StreamSplitFormat());
  }
}
