package dev.breakwater.operators.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * The connector's sink with a {@link StrictCommitter} around its committer. Writer, state and
 * committables are the connector's, so states of either restore with the other.
 */
final class StrictKafkaSink<T>
    implements LineageVertexProvider,
        TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {

  private static final long serialVersionUID = 1L;

  private final KafkaSink<T> sink;
  private final TransactionNaming naming;
  private final UnprovenCommit unproven;
  private final Duration lossLinger;
  private final SinkName name;
  private final List<String> topics;
  private final TransactionWitness.Factory witness;

  StrictKafkaSink(KafkaSink<T> sink, SinkConfig config, SinkName name, List<String> topics) {
    this.sink = sink;
    this.naming = config.naming();
    this.unproven = config.unproven();
    this.lossLinger = config.lossLinger();
    this.name = name;
    this.topics = topics;
    this.witness = TransactionWitness.admin(config.properties());
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return new StrictCommitter(
        sink.createCommitter(context),
        witness.create(),
        new StrictRules(
            naming,
            unproven,
            lossLinger,
            name,
            topics,
            context.getTaskInfo().getIndexOfThisSubtask(),
            context.getRestoredCheckpointId()),
        new KafkaMetrics(context.metricGroup()));
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> createWriter(
      WriterInitContext context) throws IOException {
    return sink.createWriter(context);
  }

  @Override
  public PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
    return sink.restoreWriter(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
    sink.addPostCommitTopology(committables);
  }

  @Override
  public LineageVertex getLineageVertex() {
    return sink.getLineageVertex();
  }
}
