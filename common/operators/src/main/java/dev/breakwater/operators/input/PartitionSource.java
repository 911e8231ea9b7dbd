package dev.breakwater.operators.input;

import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The partitions of some topics as an endless source of Flink, but for what its broker adds. */
public abstract class PartitionSource<S extends SourceSplit>
    implements Source<RawRecord, S, Assignment<S>> {

  private static final long serialVersionUID = 1L;

  /** What is read, and where it begins. */
  protected abstract Partitioning<S> partitioning();

  /** Asks the broker which partitions there are. */
  protected abstract Discovery discovery();

  /** Of the splits in state. */
  protected abstract SplitFormat<S> format();

  /**
   * Reads for one subtask.
   *
   * @param open what it has opened, for its metrics
   */
  protected abstract PartitionClient<S> client(SourceReaderContext context, OpenPartitions<S> open);

  @Override
  public final Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public final SourceReader<RawRecord, S> createReader(SourceReaderContext context) {
    OpenPartitions<S> open = new OpenPartitions<>();
    return new PartitionReader<>(partitioning(), open, client(context, open));
  }

  @Override
  public final SplitEnumerator<S, Assignment<S>> createEnumerator(
      SplitEnumeratorContext<S> context) {
    return restoreEnumerator(context, Assignment.none());
  }

  @Override
  public final SplitEnumerator<S, Assignment<S>> restoreEnumerator(
      SplitEnumeratorContext<S> context, Assignment<S> before) {
    return new DiscoveringEnumerator<>(context, partitioning(), discovery(), before);
  }

  @Override
  public final SimpleVersionedSerializer<S> getSplitSerializer() {
    return new SplitSerializer<>(format());
  }

  @Override
  public final SimpleVersionedSerializer<Assignment<S>> getEnumeratorCheckpointSerializer() {
    return new AssignmentSerializer<>(format());
  }
}
