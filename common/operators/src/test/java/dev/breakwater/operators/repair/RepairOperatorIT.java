package dev.breakwater.operators.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventEncoder;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is held on a real broker is left out, until it has come by. */
class RepairOperatorIT {

  private static final long HORIZON = 1_000;
  private static final OutputTag<Event> LEFT_OUT = new OutputTag<>("left-out", EventTypes.EVENT);
  private static final RepairConfig ON = new RepairConfig(true, RepairConfig.BEGINNING, 64 << 20);
  private static final RepairConfig OFF = new RepairConfig(false, RepairConfig.BEGINNING, 64 << 20);

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.shared();

  private RepairOutput clean;
  private RepairOutput duplicates;

  @BeforeEach
  void makeTopics() {
    clean = RepairOutput.unique(KAFKA.newTopic("repair-clean", 2));
    duplicates = RepairOutput.events(KAFKA.newTopic("repair-duplicates", 1));
  }

  @Test
  void leavesOutWhatAnyOutputHoldsAndWhatHasAHeldIdentity() throws Exception {
    write(clean, true, event(0, "a"), event(2, "c"));
    write(duplicates, true, event(3, "a"));
    write(clean, false, event(1, "b"));
    try (Harness harness = open(ON, null)) {
      assertThat(harness.emitted(0, "a")).as("held in its output").isFalse();
      assertThat(harness.emitted(1, "b")).as("of an aborted transaction").isTrue();
      assertThat(harness.emitted(3, "d")).as("held in another output").isFalse();
      assertThat(harness.emitted(9, "c")).as("held by identity").isFalse();
      assertThat(harness.emitted(2_000, "c")).as("beyond the horizon").isTrue();
      assertThat(harness.leftOut()).containsExactly(0L, 3L, 9L);
    }
  }

  @Test
  void doesNotSeeWhatIsWrittenAfterItsStart() throws Exception {
    write(clean, true, event(0, "a"));
    RepairPlan plan = plan(ON);
    write(clean, true, event(1, "b"));
    try (Harness harness = new Harness(plan, List.of(clean), null)) {
      assertThat(harness.emitted(0, "a")).isFalse();
      assertThat(harness.emitted(1, "b")).isTrue();
    }
  }

  @Test
  void goesOnAfterANormalRestartAndEndsWhenTheRangeIsPassed() throws Exception {
    write(clean, true, event(0, "a"), event(1, "b"), event(2, "c"));
    OperatorSubtaskState middle;
    try (Harness harness = open(ON, null)) {
      assertThat(harness.emitted(0, "a")).isFalse();
      middle = harness.snapshot();
    }
    OperatorSubtaskState passed;
    try (Harness harness = open(OFF, middle)) {
      assertThat(harness.emitted(1, "b")).isFalse();
      assertThat(harness.emitted(2, "c")).isFalse();
      assertThat(harness.emitted(3, "d")).isTrue();
      passed = harness.snapshot();
    }
    try (Harness harness = open(OFF, passed)) {
      assertThat(harness.emitted(2, "c")).as("nothing is left out any more").isTrue();
      assertThat(harness.snapshot().getManagedOperatorState()).allMatch(this::isEmpty);
    }
  }

  @Test
  void repairsOnUntilWhatEachOfItsOutputsHoldsIsPassed() throws Exception {
    write(clean, true, event(0, "a"), event(1, "b"));
    write(duplicates, true, event(5, "f"));
    List<RepairOutput> both = List.of(clean, duplicates);
    OperatorSubtaskState first;
    try (Harness harness = new Harness(plan(ON), both, null)) {
      assertThat(harness.emitted(0, "a")).isFalse();
      assertThat(harness.emitted(1, "b")).isFalse();
      first = harness.snapshot();
    }
    OperatorSubtaskState passed;
    try (Harness harness = new Harness(plan(OFF), both, first)) {
      assertThat(harness.emitted(5, "f")).as("held in the other output").isFalse();
      passed = harness.snapshot();
    }
    try (Harness harness = new Harness(plan(OFF), both, passed)) {
      assertThat(harness.emitted(5, "f")).as("nothing is left out any more").isTrue();
    }
  }

  @Test
  void readsOnlyWhatIsNotOlderThanToldTo() throws Exception {
    write(clean, true, event(0, "a"), event(500, "b"));
    try (Harness harness = open(new RepairConfig(true, 400, 64 << 20), null)) {
      assertThat(harness.emitted(0, "a")).isTrue();
      assertThat(harness.emitted(500, "b")).isFalse();
    }
  }

  @Test
  void handsEverythingOnWhenThereIsNothingToRepair() throws Exception {
    write(clean, true, event(0, "a"));
    try (Harness harness = open(OFF, null)) {
      assertThat(harness.emitted(0, "a")).isTrue();
      assertThat(harness.snapshot().getManagedOperatorState()).allMatch(this::isEmpty);
    }
  }

  private boolean isEmpty(OperatorStateHandle handle) {
    return handle.getStateNameToPartitionOffsets().values().stream()
        .allMatch(state -> state.getOffsets().length == 0);
  }

  private Harness open(RepairConfig config, @Nullable OperatorSubtaskState state) throws Exception {
    return new Harness(plan(config), List.of(clean), state);
  }

  private RepairPlan plan(RepairConfig config) {
    return RepairPlan.of(
        config,
        List.of(clean, duplicates),
        HORIZON,
        Map.of("bootstrap.servers", KAFKA.bootstrapServers(), "client.id.prefix", "x"));
  }

  private static Event event(long offset, String id) {
    RawRecord record = new RawRecord("raw", 0, offset, offset, null, null, Headers.EMPTY);
    Attributes attributes = new Attributes(id, "s", "t", null, null, null, null, List.of());
    return new Event(record, attributes, offset, new byte[] {1});
  }

  private static void write(RepairOutput output, boolean commit, Event... events) throws Exception {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", KAFKA.bootstrapServers(), "transactional.id", output.topic());
    EventEncoder encoder = new EventEncoder(output.topic());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      List<Future<?>> sent = new ArrayList<>();
      for (Event event : events) {
        ProducerRecord<byte[], byte[]> record = encoder.serialize(event, new NoContext(), null);
        sent.add(producer.send(record));
      }
      producer.flush();
      for (Future<?> one : sent) {
        one.get();
      }
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  /** What the encoder does not ask for. */
  private static final class NoContext implements KafkaSinkContext {

    @Override
    public int getParallelInstanceId() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getNumberOfParallelInstances() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      throw new UnsupportedOperationException();
    }
  }

  /** The operator on its own. */
  private static final class Harness implements AutoCloseable {

    private final OneInputStreamOperatorTestHarness<Event, Event> harness;
    private int emitted;

    Harness(RepairPlan plan, List<RepairOutput> past, @Nullable OperatorSubtaskState state)
        throws Exception {
      harness =
          new OneInputStreamOperatorTestHarness<>(
              new RepairOperator<>(plan, past, LEFT_OUT),
              EventTypes.EVENT.createSerializer(new SerializerConfigImpl()));
      harness.setup(EventTypes.EVENT.createSerializer(new SerializerConfigImpl()));
      if (state != null) {
        harness.initializeState(state);
      }
      harness.open();
    }

    boolean emitted(long offset, String id) throws Exception {
      harness.processElement(event(offset, id), 0);
      int before = emitted;
      emitted = harness.getOutput().size();
      return emitted > before;
    }

    /** The offsets of what was put aside. */
    List<Long> leftOut() {
      return harness.getSideOutput(LEFT_OUT).stream()
          .map(element -> element.getValue().record().offset())
          .toList();
    }

    OperatorSubtaskState snapshot() throws Exception {
      return harness.snapshot(1, 1);
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }
}
