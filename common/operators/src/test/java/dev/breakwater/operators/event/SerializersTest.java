package dev.breakwater.operators.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SerializersTest {

  private static final long SEED = 42;
  private static final int COUNT = 1_000;

  static Stream<Arguments> serializers() {
    return Stream.of(
        arguments(new RawRecordSerializer(), (Function<RandomEvents, ?>) RandomEvents::record),
        arguments(new EventSerializer(), (Function<RandomEvents, ?>) RandomEvents::event),
        arguments(new DeadLetterSerializer(), (Function<RandomEvents, ?>) RandomEvents::deadLetter),
        arguments(new OutcomeSerializer(), (Function<RandomEvents, ?>) RandomEvents::outcome));
  }

  @ParameterizedTest
  @MethodSource("serializers")
  <T> void readsBackWhatItWrote(TypeSerializer<T> serializer, Function<RandomEvents, T> maker)
      throws IOException {
    List<T> written = make(maker, SEED);
    DataInputDeserializer in = new DataInputDeserializer(write(serializer, written));
    for (T record : written) {
      assertThat(serializer.deserialize(in)).as("seed %d", SEED).isEqualTo(record);
    }
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @MethodSource("serializers")
  <T> void copiesStreamsByteForByte(TypeSerializer<T> serializer, Function<RandomEvents, T> maker)
      throws IOException {
    byte[] bytes = write(serializer, make(maker, SEED));
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    DataOutputSerializer out = new DataOutputSerializer(bytes.length);
    while (in.available() > 0) {
      serializer.copy(in, out);
    }
    assertThat(Arrays.mismatch(out.getCopyOfBuffer(), bytes)).as("seed %d", SEED).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("serializers")
  <T> void takesTheObjectItselfForItsCopy(
      TypeSerializer<T> serializer, Function<RandomEvents, T> maker) {
    T record = maker.apply(new RandomEvents(SEED));
    assertThat(serializer.isImmutableType()).isTrue();
    assertThat(serializer.copy(record)).isSameAs(record);
    assertThat(serializer.copy(record, serializer.createInstance())).isSameAs(record);
  }

  @ParameterizedTest
  @MethodSource("serializers")
  <T> void survivesJavaSerialization(TypeSerializer<T> serializer, Function<RandomEvents, T> maker)
      throws Exception {
    TypeSerializer<T> travelled = InstantiationUtil.clone(serializer);
    assertThat(travelled)
        .isEqualTo(serializer)
        .hasSameHashCodeAs(serializer)
        .isNotSameAs(serializer);
    List<T> records = make(maker, SEED);
    assertThat(Arrays.equals(write(travelled, records), write(serializer, records))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("serializers")
  <T> void worksInManyThreadsWhenDuplicated(
      TypeSerializer<T> serializer, Function<RandomEvents, T> maker) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Boolean>> done = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      TypeSerializer<T> own = serializer.duplicate();
      assertThat(own).isNotSameAs(serializer).isEqualTo(serializer);
      List<T> records = make(maker, SEED + i);
      done.add(threads.submit(() -> read(own, write(own, records)).equals(records)));
    }
    for (Future<Boolean> equal : done) {
      assertThat(equal.get(60, TimeUnit.SECONDS)).as("seed %d", SEED).isTrue();
    }
    threads.shutdown();
  }

  @ParameterizedTest
  @MethodSource("serializers")
  <T> void failsWithAnIoExceptionOnTornData(
      TypeSerializer<T> serializer, Function<RandomEvents, T> maker) throws IOException {
    RandomEvents random = new RandomEvents(SEED);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = write(serializer, List.of(maker.apply(random)));
      int cut = bytes.length - 1 - i * 7 % bytes.length;
      assertThatThrownBy(
              () -> serializer.deserialize(new DataInputDeserializer(bytes, 0, Math.max(0, cut))))
          .as("seed %d", SEED)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void givesThePayloadAndTheValueAsOneArray() throws IOException {
    RawRecord record = new RawRecord("t", 0, 0, 0, null, new byte[] {1, 2, 3, 4}, Headers.EMPTY);
    Attributes attributes = new RandomEvents(SEED).attributes();
    EventSerializer serializer = new EventSerializer();
    byte[] same = write(serializer, List.of(new Event(record, attributes, 0, record.value())));
    byte[] none = write(serializer, List.of(new Event(record, attributes, 0, null)));
    Event read = read(serializer, same).get(0);
    assertThat(read.data()).isSameAs(read.record().value());
    assertThat(same).hasSameSizeAs(none);
  }

  @Test
  void writesASliceOfTheValueAsItsPlace() throws IOException {
    byte[] value = new byte[5_000];
    RawRecord record = new RawRecord("t", 0, 0, 0, null, value, Headers.EMPTY);
    Attributes attributes = new RandomEvents(SEED).attributes();
    byte[] data = new byte[4_000];
    EventSerializer serializer = new EventSerializer();
    Event slice = new Event(record, attributes, 0, data, 700);
    int own = write(serializer, List.of(new Event(record, attributes, 0, data))).length;
    byte[] written = write(serializer, List.of(slice));
    assertThat(own - written.length).isEqualTo(3_998);
    assertThat(read(serializer, written)).containsExactly(slice);
    assertThat(read(serializer, written).get(0).dataOffset()).isEqualTo(700);
  }

  @Test
  void makesAStringOnceThatComesWithEveryRecord() throws IOException {
    RawRecordSerializer serializer = new RawRecordSerializer();
    Headers headers = new Headers(new String[] {"ce_id"}, new byte[][] {null});
    RawRecord record = new RawRecord("topic-α", 0, 0, 0, null, null, headers);
    RawRecord latin = new RawRecord("topic-é", 0, 0, 0, null, null, headers);
    List<RawRecord> read =
        read(serializer, write(serializer, List.of(latin, record, latin, record)));
    assertThat(read).containsExactly(latin, record, latin, record);
    assertThat(read.get(0).topic()).isSameAs(read.get(2).topic());
    assertThat(read.get(0).headers().name(0)).isSameAs(read.get(3).headers().name(0));
  }

  @Test
  void keepsStringsThatAreNotUnicode() throws IOException {
    DeadLetter letter =
        new DeadLetter(
            RawRecordSerializer.BLANK, Reason.POISON, "stage", "half \uD83D of it", null, 7);
    DeadLetterSerializer serializer = new DeadLetterSerializer();
    assertThat(read(serializer, write(serializer, List.of(letter)))).containsExactly(letter);
  }

  @Test
  void keepsNumbersAtTheirEnds() throws IOException {
    RawRecordSerializer serializer = new RawRecordSerializer();
    List<RawRecord> records = new ArrayList<>();
    for (long end : new long[] {0, -1, 63, 64, -64, -65, Long.MAX_VALUE, Long.MIN_VALUE}) {
      records.add(new RawRecord("t", (int) end, end, end, null, null, Headers.EMPTY));
    }
    assertThat(read(serializer, write(serializer, records))).isEqualTo(records);
  }

  private static <T> List<T> make(Function<RandomEvents, T> maker, long seed) {
    RandomEvents random = new RandomEvents(seed);
    List<T> records = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      records.add(maker.apply(random));
    }
    return records;
  }

  private static <T> byte[] write(TypeSerializer<T> serializer, List<T> records)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1 << 16);
    for (T record : records) {
      serializer.serialize(record, out);
    }
    return out.getCopyOfBuffer();
  }

  private static <T> List<T> read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    List<T> records = new ArrayList<>();
    while (in.available() > 0) {
      records.add(serializer.deserialize(in));
    }
    return records;
  }
}
