package dev.breakwater.operators.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  @Test
  void isExactInAnyOrderAndMergedInAnyWay() throws Exception {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      List<BigDecimal> numbers = numbers(random);
      BigDecimal expected = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      for (int round = 0; round < 4; round++) {
        Collections.shuffle(numbers, random);
        assertThat(sum(numbers, random).value())
            .as("seed %d, round %d", seed, round)
            .isEqualByComparingTo(expected);
      }
    }
  }

  private static List<BigDecimal> numbers(Random random) {
    List<BigDecimal> numbers = new ArrayList<>();
    int count = 1 + random.nextInt(60);
    for (int i = 0; i < count; i++) {
      int bits = 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 63);
      BigInteger unscaled = new BigInteger(bits, random);
      int scale = random.nextInt(19);
      numbers.add(new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale));
    }
    return numbers;
  }

  /** Splits the numbers at random, sums the parts, some of them through bytes, and merges them. */
  private static ExactSum sum(List<BigDecimal> numbers, Random random) throws Exception {
    if (numbers.size() < 3 || random.nextInt(4) == 0) {
      ExactSum sum = new ExactSum();
      for (BigDecimal number : numbers) {
        if (number.unscaledValue().bitLength() < Long.SIZE) {
          sum.add(number.unscaledValue().longValueExact(), number.scale());
        } else {
          sum.add(number);
        }
      }
      return random.nextBoolean() ? copied(sum) : sum;
    }
    int middle = 1 + random.nextInt(numbers.size() - 1);
    ExactSum left = sum(numbers.subList(0, middle), random);
    left.add(sum(numbers.subList(middle, numbers.size()), random));
    return left;
  }

  private static ExactSum copied(ExactSum sum) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    sum.write(out);
    return ExactSum.read(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
