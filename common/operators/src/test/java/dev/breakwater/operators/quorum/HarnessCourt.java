package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.operators.dedup.Fingerprint;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** All subtasks of the operator on Flink's harness; can fail, and go on with others. */
final class HarnessCourt implements AutoCloseable {

  private static final int MAX_PARALLELISM = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<Event> results = new ArrayList<>();
  final List<Transcript.Found> findings = new ArrayList<>();
  final List<JsonNode> changes = new ArrayList<>();
  final List<Event> discrepancies = new ArrayList<>();
  final List<Event> stragglers = new ArrayList<>();
  final List<DeadLetter> deadLetters = new ArrayList<>();

  private final QuorumConfig config;
  private final boolean rocks;
  private final List<KeyedOneInputStreamOperatorTestHarness<Fingerprint, Event, Event>> subtasks =
      new ArrayList<>();
  private long time;
  private long checkpoint;

  HarnessCourt(QuorumConfig config, boolean rocks, int parallelism) throws Exception {
    this.config = config;
    this.rocks = rocks;
    start(null, 1, parallelism);
  }

  private void start(@Nullable OperatorSubtaskState merged, int before, int parallelism)
      throws Exception {
    for (int i = 0; i < parallelism; i++) {
      KeyedOneInputStreamOperatorTestHarness<Fingerprint, Event, Event> subtask =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new QuorumOperator(config, null),
              Fingerprint::of,
              Fingerprint.TYPE,
              MAX_PARALLELISM,
              parallelism,
              i);
      subtasks.add(subtask);
      subtask.setStateBackend(
          rocks ? new EmbeddedRocksDBStateBackend(false) : new HashMapStateBackend());
      subtask.setup(EventTypes.EVENT.createSerializer(new SerializerConfigImpl()));
      subtask.setProcessingTime(time);
      if (merged != null) {
        subtask.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                merged, MAX_PARALLELISM, before, parallelism, i));
      }
      subtask.open();
    }
  }

  void arrive(Copy copy) throws Exception {
    clock(copy.at());
    arrive(copy.event());
  }

  void arrive(Event event) throws Exception {
    int owner =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            Fingerprint.of(event), MAX_PARALLELISM, subtasks.size());
    subtasks.get(owner).processElement(new StreamRecord<>(event));
    drain();
  }

  void clock(long now) throws Exception {
    time = now;
    for (KeyedOneInputStreamOperatorTestHarness<Fingerprint, Event, Event> subtask : subtasks) {
      subtask.setProcessingTime(now);
    }
    drain();
  }

  /** Fails right after a checkpoint and starts again from it, perhaps much later. */
  void restart(int parallelism, long later) throws Exception {
    checkpoint++;
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = subtasks.get(i).snapshot(checkpoint, time);
    }
    int before = states.length;
    close();
    time += later;
    start(AbstractStreamOperatorTestHarness.repackageState(states), before, parallelism);
  }

  /** Not what RocksDB counts: there the rows of removed timers may wait to be deleted. */
  int entries() {
    int entries = 0;
    for (KeyedOneInputStreamOperatorTestHarness<Fingerprint, Event, Event> subtask : subtasks) {
      KeyedStateBackend<?> backend =
          ((AbstractStreamOperator<?>) subtask.getOperator()).getKeyedStateBackend();
      try (Stream<?> keys = backend.getKeys(QuorumOperator.BALLOTS, VoidNamespace.INSTANCE)) {
        entries += (int) keys.count();
      }
    }
    return entries;
  }

  int timers() {
    return subtasks.stream().mapToInt(subtask -> subtask.numProcessingTimeTimers()).sum();
  }

  List<String> contents() {
    return results.stream().map(event -> new String(event.data(), UTF_8)).toList();
  }

  private void drain() throws IOException {
    for (KeyedOneInputStreamOperatorTestHarness<Fingerprint, Event, Event> subtask : subtasks) {
      subtask.extractOutputStreamRecords().forEach(record -> results.add(record.getValue()));
      subtask.getOutput().clear();
      var found = subtask.getSideOutput(Quorum.DISCREPANCIES);
      while (found != null && !found.isEmpty()) {
        found(found.poll().getValue());
      }
      var late = subtask.getSideOutput(Quorum.STRAGGLERS);
      while (late != null && !late.isEmpty()) {
        stragglers.add(late.poll().getValue());
      }
      var dead = subtask.getSideOutput(Quorum.DEAD_LETTERS);
      while (dead != null && !dead.isEmpty()) {
        deadLetters.add(dead.poll().getValue());
      }
    }
  }

  private void found(Event event) throws IOException {
    discrepancies.add(event);
    JsonNode json = JSON.readTree(event.data());
    if (!json.has("finding")) {
      changes.add(json);
      return;
    }
    int replicas = 0;
    for (JsonNode name : json.get("replicas")) {
      replicas |= 1 << config.names().indexOf(name.asText());
    }
    findings.add(new Transcript.Found(kind(json.get("finding").asText()), id(json), replicas));
  }

  private static String id(JsonNode json) {
    return json.get("id").asText();
  }

  private static FindingKind kind(String code) {
    for (FindingKind kind : FindingKind.values()) {
      if (kind.code().equals(code)) {
        return kind;
      }
    }
    throw new AssertionError("unknown finding " + code);
  }

  @Override
  public void close() throws Exception {
    for (KeyedOneInputStreamOperatorTestHarness<Fingerprint, Event, Event> subtask : subtasks) {
      subtask.close();
    }
    subtasks.clear();
  }
}
