package dev.breakwater.testkit.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Inputs, keys, outputs and state are written by their own serializers, none of them Kryo. */
final class Serialization {

  private static final String KRYO = ".kryo.";

  private Serialization() {}

  static <K, IN, OUT> void check(Subject<K, IN, OUT> subject, Backend backend) throws Exception {
    TypeSerializer<IN> inputs = serializer("input", subject.inputType());
    TypeSerializer<K> keys = serializer("key", subject.keyType());
    TypeSerializer<OUT> outputs = serializer("output", subject.outputType());
    for (Step<IN> step : subject.script()) {
      if (step instanceof Step.Arrival<IN> arrival) {
        requireRoundTrip("input", inputs, arrival.value());
        requireRoundTrip("key", keys, subject.keySelector().getKey(arrival.value()));
      }
    }
    try (Fleet<K, IN, OUT> fleet = Fleet.start(subject, backend)) {
      for (int end = 1; end <= subject.script().size(); end++) {
        for (List<Emitted> step : fleet.playTo(end)) {
          requireRoundTrips(outputs, step);
        }
        requireNoKryo(fleet.savepoint());
      }
    }
  }

  private static <T> TypeSerializer<T> serializer(String what, TypeInformation<T> type)
      throws IOException {
    TypeSerializer<T> serializer;
    try {
      serializer = type.createSerializer(Subtask.withoutGenericTypes().getSerializerConfig());
    } catch (UnsupportedOperationException e) {
      throw new AssertionError("%s type needs Kryo, was %s".formatted(what, type), e);
    }
    requireNoKryo(what, serializer.snapshotConfiguration());
    return serializer;
  }

  @SuppressWarnings("unchecked") // The main output has records of the output type only.
  private static <OUT> void requireRoundTrips(TypeSerializer<OUT> outputs, List<Emitted> emitted)
      throws IOException {
    for (Emitted each : emitted) {
      if (each.output().equals(Emitted.MAIN)) {
        requireRoundTrip("output", outputs, (OUT) each.element().getValue());
      }
    }
  }

  private static <T> void requireRoundTrip(String what, TypeSerializer<T> serializer, T value)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    T read = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    if (!Objects.equals(value, read)) {
      throw new AssertionError(
          "%s is altered by its serializer: %s became %s".formatted(what, value, read));
    }
  }

  private static void requireNoKryo(Saved savepoint) throws IOException {
    for (SavedState state : SavedState.in(savepoint)) {
      for (Map.Entry<String, TypeSerializerSnapshot<?>> part : state.serializers().entrySet()) {
        requireNoKryo("%s of state %s".formatted(part.getKey(), state.name()), part.getValue());
      }
    }
  }

  /** A written snapshot names the classes of all serializers within it. */
  private static void requireNoKryo(String what, TypeSerializerSnapshot<?> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    String written = new String(out.getCopyOfBuffer(), StandardCharsets.ISO_8859_1);
    if (written.contains(KRYO)) {
      throw new AssertionError(
          "%s is written by Kryo, within %s".formatted(what, snapshot.getClass().getName()));
    }
  }
}
