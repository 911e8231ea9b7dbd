package dev.breakwater.operators.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class PendingWritesTest {

  private static final int KEY_GROUPS = 720;

  private final Random random = new Random(7);
  private final PendingWrites pending = new PendingWrites(KEY_GROUPS);

  @Test
  void writesEachOnceWithItsLastTimestamp() throws Exception {
    Map<Fingerprint, Long> expected = new HashMap<>();
    for (int i = 0; !pending.isFull(); i++) {
      Fingerprint fingerprint = fingerprint();
      pending.add(fingerprint, i);
      expected.put(fingerprint, (long) i);
      if (i % 3 == 0) {
        pending.setTimestamp(pending.find(fingerprint), -i);
        expected.put(fingerprint, (long) -i);
      }
    }
    Map<Fingerprint, Long> written = new HashMap<>();
    pending.writeTo(
        (fingerprint, timestamp) -> assertThat(written.put(fingerprint, timestamp)).isNull());
    assertThat(expected).hasSize(PendingWrites.CAPACITY);
    assertThat(written).isEqualTo(expected);
  }

  @Test
  void writesInTheOrderOfTheKeysInRocksDB() throws Exception {
    while (!pending.isFull()) {
      pending.add(fingerprint(), 0);
    }
    List<byte[]> keys = new ArrayList<>();
    pending.writeTo((fingerprint, timestamp) -> keys.add(rocksDbKey(fingerprint)));
    assertThat(keys).isSortedAccordingTo(Arrays::compareUnsigned);
  }

  @Test
  void isEmptyAfterwards() throws Exception {
    Fingerprint fingerprint = fingerprint();
    pending.add(fingerprint, 0);
    pending.writeTo((written, timestamp) -> {});
    assertThat(pending.find(fingerprint)).isEqualTo(PendingWrites.NONE);
    pending.writeTo(
        (written, timestamp) -> {
          throw new AssertionError("written twice: " + written);
        });
  }

  @Test
  void tellsFingerprintsApartThatFallOnOnePlace() {
    for (long high = 0; high < 100; high++) {
      pending.add(new Fingerprint(high, 5), high);
    }
    for (long high = 0; high < 100; high++) {
      assertThat(pending.timestamp(pending.find(new Fingerprint(high, 5)))).isEqualTo(high);
    }
    assertThat(pending.find(new Fingerprint(100, 5))).isEqualTo(PendingWrites.NONE);
  }

  private Fingerprint fingerprint() {
    return new Fingerprint(random.nextLong(), random.nextLong());
  }

  private static byte[] rocksDbKey(Fingerprint fingerprint) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(32);
    int group = KeyGroupRangeAssignment.assignToKeyGroup(fingerprint, KEY_GROUPS);
    CompositeKeySerializationUtils.writeKeyGroup(group, 2, out);
    FingerprintSerializer.INSTANCE.serialize(fingerprint, out);
    return out.getCopyOfBuffer();
  }
}
