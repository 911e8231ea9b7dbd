package dev.breakwater.pulsar;

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

/** The messages of some topics as a source of Flink, see the package. */
final class PulsarSource implements Source<RawRecord, PartitionSplit, Assignment<PartitionSplit>> {

  private static final long serialVersionUID = 1L;

  private final PulsarConfig config;

  PulsarSource(PulsarConfig config) {
    this.config = config;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<RawRecord, PartitionSplit> createReader(SourceReaderContext context) {
    OpenPartitions<PartitionSplit> open = new OpenPartitions<>();
    PulsarMetrics metrics = new PulsarMetrics(context.metricGroup(), open::disconnected);
    return new PartitionReader<>(
        new TopicPartitioning(config), open, new Subscriptions(config, metrics));
  }

  @Override
  public SplitEnumerator<PartitionSplit, Assignment<PartitionSplit>> createEnumerator(
      SplitEnumeratorContext<PartitionSplit> context) {
    return restoreEnumerator(context, Assignment.none());
  }

  @Override
  public SplitEnumerator<PartitionSplit, Assignment<PartitionSplit>> restoreEnumerator(
      SplitEnumeratorContext<PartitionSplit> context, Assignment<PartitionSplit> before) {
    return new DiscoveringEnumerator<>(
        context, new TopicPartitioning(config), new ServerDiscovery(config.server()), before);
  }

  @Override
  public SimpleVersionedSerializer<PartitionSplit> getSplitSerializer() {
    return new SplitSerializer<>(new PartitionSplitFormat());
  }

  @Override
  public SimpleVersionedSerializer<Assignment<PartitionSplit>> getEnumeratorCheckpointSerializer() {
    return new AssignmentSerializer<>(new PartitionSplitFormat());
  }
}
