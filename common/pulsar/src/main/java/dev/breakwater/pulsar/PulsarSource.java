package dev.breakwater.pulsar;

import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The messages of some topics as a source of Flink, see the package. */
final class PulsarSource implements Source<RawRecord, PartitionSplit, Assignment> {

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
    return new PulsarReader(config, context);
  }

  @Override
  public SplitEnumerator<PartitionSplit, Assignment> createEnumerator(
      SplitEnumeratorContext<PartitionSplit> context) {
    return restoreEnumerator(context, Assignment.NONE);
  }

  @Override
  public SplitEnumerator<PartitionSplit, Assignment> restoreEnumerator(
      SplitEnumeratorContext<PartitionSplit> context, Assignment before) {
    return new PartitionEnumerator(context, config, new ServerDiscovery(config.server()), before);
  }

  @Override
  public SimpleVersionedSerializer<PartitionSplit> getSplitSerializer() {
    return new PartitionSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Assignment> getEnumeratorCheckpointSerializer() {
    return new AssignmentSerializer();
  }
}
