package dev.breakwater.rabbitmq;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.Assignment;
import dev.breakwater.operators.input.AssignmentSerializer;
import dev.breakwater.operators.input.SplitSerializer;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The messages of some queues as a source of Flink, see the package. */
final class RabbitSource implements Source<RawRecord, QueueSplit, Assignment<QueueSplit>> {

  private static final long serialVersionUID = 1L;

  private final RabbitConfig config;

  RabbitSource(RabbitConfig config) {
    this.config = config;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<RawRecord, QueueSplit> createReader(SourceReaderContext context) {
    return new RabbitReader(config, context);
  }

  @Override
  public SplitEnumerator<QueueSplit, Assignment<QueueSplit>> createEnumerator(
      SplitEnumeratorContext<QueueSplit> context) {
    return new QueueEnumerator(context, config.queues(), Assignment.none());
  }

  @Override
  public SplitEnumerator<QueueSplit, Assignment<QueueSplit>> restoreEnumerator(
      SplitEnumeratorContext<QueueSplit> context, Assignment<QueueSplit> before) {
    return new QueueEnumerator(context, config.queues(), before);
  }

  @Override
  public SimpleVersionedSerializer<QueueSplit> getSplitSerializer() {
    return new SplitSerializer<>(new QueueSplitFormat());
  }

  @Override
  public SimpleVersionedSerializer<Assignment<QueueSplit>> getEnumeratorCheckpointSerializer() {
    return new AssignmentSerializer<>(new QueueSplitFormat());
  }
}
