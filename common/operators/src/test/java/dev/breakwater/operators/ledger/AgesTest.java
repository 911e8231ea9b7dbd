package dev.breakwater.operators.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class AgesTest {

  @Test
  void agreeWithTheSortedValuesInAnyOrderAndMergedInAnyWay() throws Exception {
    for (long seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      List<Long> values = values(random);
      Ages all = merged(values, random);
      Collections.shuffle(values, random);
      assertThat(merged(values, random)).as("seed %d", seed).isEqualTo(all);
      Collections.sort(values);
      assertThat(all.count()).isEqualTo(values.size());
      assertThat(all.max()).isEqualTo(values.get(values.size() - 1));
      requireNear(all.p50(), values, 50, seed);
      requireNear(all.p95(), values, 95, seed);
      requireNear(all.p99(), values, 99, seed);
    }
  }

  @Test
  void areExactUpTo64Milliseconds() {
    for (long age = 0; age <= 64; age++) {
      assertThat(Ages.of(age).p50()).isEqualTo(age);
    }
    assertThat(Ages.of(65).p50()).isEqualTo(64);
  }

  @Test
  void ofNothingAddNothing() {
    assertThat(Ages.NONE.plus(Ages.of(5))).isEqualTo(Ages.of(5));
    assertThat(Ages.of(5).plus(Ages.NONE)).isEqualTo(Ages.of(5));
    assertThat(Ages.of()).isEqualTo(Ages.NONE);
    assertThat(Ages.NONE.isEmpty()).isTrue();
    assertThat(Ages.NONE.p99()).isZero();
    assertThatThrownBy(() -> Ages.of(3, -1)).hasMessage("an age must not be negative, was -1");
  }

  /** Whatever comes: thirty thousand years in milliseconds. */
  @Test
  void takeLittleRoom() throws Exception {
    Random random = new Random(1);
    Ages ages = Ages.NONE;
    for (int i = 0; i < 50; i++) {
      ages = ages.plus(Ages.of(random.longs(2_000, 0, 1L << (1 + i % 49)).toArray()));
    }
    assertThat(bytes(ages).length).isLessThan(5_000);
  }

  private static void requireNear(long told, List<Long> sorted, int percent, long seed) {
    long exact = sorted.get(Math.max(1, (percent * sorted.size() + 99) / 100) - 1);
    assertThat(told).as("seed %d, %d %%", seed, percent).isBetween(exact - exact / 32, exact);
  }

  private static List<Long> values(Random random) {
    List<Long> values = new ArrayList<>();
    int count = 1 + random.nextInt(3_000);
    for (int i = 0; i < count; i++) {
      values.add(random.nextLong(1L << random.nextInt(1, 40)));
    }
    return values;
  }

  private static Ages merged(List<Long> values, Random random) throws Exception {
    if (values.size() < 3 || random.nextInt(6) == 0) {
      Ages ages = Ages.of(values.stream().mapToLong(Long::longValue).toArray());
      return random.nextBoolean() ? Ages.read(new DataInputDeserializer(bytes(ages))) : ages;
    }
    int middle = 1 + random.nextInt(values.size() - 1);
    return merged(values.subList(0, middle), random)
        .plus(merged(values.subList(middle, values.size()), random));
  }

  private static byte[] bytes(Ages ages) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    ages.write(out);
    return Arrays.copyOf(out.getSharedBuffer(), out.length());
  }
}
