package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/**
 * The binary form of version 1, held to what a file has that was written when it was made. State in
 * checkpoints and savepoints is in this form: a change needs a new version, a new file, and a
 * reader for the old one.
 */
class SerializerFormatTest {

  private static final String FILE = "/event/serializers-v1.bin";

  @Test
  void readsWhatVersionOneWrote() throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(file());
    assertThat(read(in)).isEqualTo(List.of(plain(), bare()));
    assertThat(read(in)).isEqualTo(List.of(event(), wrapped(), empty()));
    assertThat(read(in)).isEqualTo(List.of(dead(), thrown()));
    assertThat(read(in)).isEqualTo(List.of(event(), thrown()));
    assertThat(in.available()).isZero();
  }

  @Test
  void writesWhatVersionOneWrote() throws IOException {
    byte[] now = sample();
    assertThat(now).as("written to %s", keep(now)).isEqualTo(file());
  }

  @Test
  void findsStateOfItsOwnVersionCompatibleAsItIs() throws IOException {
    TypeSerializerSnapshot<Event> old = reread(new EventSerializer().snapshotConfiguration());
    TypeSerializerSnapshot<Event> now = new EventSerializer().snapshotConfiguration();
    assertThat(now.resolveSchemaCompatibility(old).isCompatibleAsIs()).isTrue();
    assertThat(old.restoreSerializer()).isEqualTo(new EventSerializer());
  }

  @Test
  void refusesStateOfANewerVersionByName() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(EventSerializer.Snapshot.class.getName());
    out.writeInt(EnvelopeSnapshot.VERSION + 1);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThatThrownBy(() -> TypeSerializerSnapshot.readVersionedSnapshot(in, loader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("EventSerializer$Snapshot must be 1 to 1, was 2")
        .hasMessageContaining("newer release");
    assertThat(EnvelopeSnapshot.compatibility(EnvelopeSnapshot.VERSION + 1).isIncompatible())
        .isTrue();
  }

  @Test
  void migratesStateOfAnOlderVersion() {
    assertThat(
            EnvelopeSnapshot.compatibility(EnvelopeSnapshot.VERSION - 1)
                .isCompatibleAfterMigration())
        .isTrue();
  }

  @Test
  void refusesStateOfAnotherType() {
    @SuppressWarnings({"unchecked", "rawtypes"}) // what Flink does when a state changes its type
    TypeSerializerSnapshot<Event> other =
        (TypeSerializerSnapshot) new RawRecordSerializer().snapshotConfiguration();
    assertThat(
            new EventSerializer()
                .snapshotConfiguration()
                .resolveSchemaCompatibility(other)
                .isIncompatible())
        .isTrue();
  }

  private static <T> TypeSerializerSnapshot<T> reread(TypeSerializerSnapshot<T> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    return TypeSerializerSnapshot.readVersionedSnapshot(in, loader());
  }

  private static List<Object> read(DataInputDeserializer in) throws IOException {
    TypeSerializer<Object> serializer =
        TypeSerializerSnapshot.readVersionedSnapshot(in, loader()).restoreSerializer();
    List<Object> records = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      records.add(serializer.deserialize(in));
    }
    return records;
  }

  private static byte[] sample() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(4096);
    write(out, new RawRecordSerializer(), List.of(plain(), bare()));
    write(out, new EventSerializer(), List.of(event(), wrapped(), empty()));
    write(out, new DeadLetterSerializer(), List.of(dead(), thrown()));
    write(out, new OutcomeSerializer(), List.of(event(), thrown()));
    return out.getCopyOfBuffer();
  }

  private static <T> void write(
      DataOutputSerializer out, TypeSerializer<T> serializer, List<T> records) throws IOException {
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    out.writeInt(records.size());
    for (T record : records) {
      serializer.serialize(record, out);
    }
  }

  private static RawRecord plain() {
    return new RawRecord(
        "flights",
        3,
        4_711,
        978_307_260_000L,
        "UA-93".getBytes(UTF_8),
        "{\"flight\":\"UA-93\"}".getBytes(UTF_8),
        new Headers(
            new String[] {"traceparent", "traceparent", "größe", "東"},
            new byte[][] {{1, 2}, null, {}, "x".repeat(300).getBytes(UTF_8)}));
  }

  private static RawRecord bare() {
    return new RawRecord("", 0, 0, RawRecord.NO_TIMESTAMP, null, null, Headers.EMPTY);
  }

  private static Event event() {
    Attributes attributes =
        new Attributes(
            "a-1",
            "urn:tower",
            "flight.landed",
            "UA-93",
            "2001-01-01T00:01:00.5+01:00",
            "application/json",
            "urn:schema:flight",
            List.of("priority", "7", "city", "東京🛬"));
    return new Event(plain(), attributes, 978_303_660_500L, plain().value());
  }

  private static Event wrapped() {
    Attributes attributes =
        new Attributes("é", "s", "t", null, null, "text/plain", null, List.of("k", ""));
    return new Event(plain(), attributes, -1, "UA-93".getBytes(UTF_8), 11);
  }

  private static Event empty() {
    Attributes attributes = new Attributes("1", "s", "t", null, null, null, null, List.of());
    return new Event(bare(), attributes, Long.MAX_VALUE, new byte[0]);
  }

  private static DeadLetter dead() {
    return new DeadLetter(plain(), Reason.MALFORMED, "decode", "value must be JSON", null, 5);
  }

  private static DeadLetter thrown() {
    return new DeadLetter(
        bare(), Reason.POISON, "map", "", "java.lang.ArithmeticException", 978_307_260_001L);
  }

  /** Where the new form can be fetched, should it have changed on purpose. */
  private static Path keep(byte[] bytes) throws IOException {
    Path file = Path.of("target", "serializers.bin");
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private static byte[] file() throws IOException {
    try (InputStream in = SerializerFormatTest.class.getResourceAsStream(FILE)) {
      assertThat(in).as("%s", FILE).isNotNull();
      return in.readAllBytes();
    }
  }

  private static ClassLoader loader() {
    return SerializerFormatTest.class.getClassLoader();
  }
}
