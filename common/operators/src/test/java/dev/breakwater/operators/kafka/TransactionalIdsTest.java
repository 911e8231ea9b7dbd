package dev.breakwater.operators.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.JobInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionalIdsTest {

  private static final String INSTANCE_LETTERS = "ab0.-";
  private static final String SINK_LETTERS = "ab";

  @Test
  void joinsInstanceAndSinkWithDelimiters() {
    assertThat(TransactionalIds.prefix(new JobInstance("orders-ingest.r01"), new SinkName("clea")))
        .isEqualTo("orders-ingest.r01:clea:");
  }

  /** All pairs of all short names over a few letters: every way to be a beginning of another. */
  @Test
  void noPrefixIsTheBeginningOfAnother() {
    List<String> prefixes = new ArrayList<>();
    for (String instance : words(INSTANCE_LETTERS, 1, 3)) {
      if (isInstance(instance)) {
        for (String sink : words(SINK_LETTERS, 4, 4)) {
          prefixes.add(TransactionalIds.prefix(new JobInstance(instance), new SinkName(sink)));
        }
      }
    }

    assertThat(prefixes).doesNotHaveDuplicates().hasSizeGreaterThan(500);
    for (String one : prefixes) {
      for (String other : prefixes) {
        if (other.startsWith(one) && !one.equals(other)) {
          throw new AssertionError(one + " is the beginning of " + other);
        }
      }
    }
  }

  /** Long random names, where one is made from the other by adding to it. */
  @Test
  void noPrefixIsTheBeginningOfOneWithALongerInstance() {
    long seed = 20_260_101;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String instance = "a" + word(random, INSTANCE_LETTERS, random.nextInt(30)) + "b";
      String longer = instance + word(random, INSTANCE_LETTERS, random.nextInt(20)) + "c";
      String one = TransactionalIds.prefix(new JobInstance(instance), sink(random));
      String other = TransactionalIds.prefix(new JobInstance(longer), sink(random));

      assertThat(other.startsWith(one) || one.startsWith(other))
          .as("%s and %s, seed %d", one, other, seed)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", ":a", "a:", "a:clea:", ""})
  void anInstanceCannotContainTheDelimiter(String name) {
    assertThatThrownBy(() -> new JobInstance(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "abcde", "ABCD", "ab:d", "ab1d", "äbcd", "abcd\n"})
  void aSinkHasExactlyFourLowerCaseLetters(String code) {
    assertThatThrownBy(() -> new SinkName(code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sink name must be four lower-case letters, was " + code);
  }

  private static SinkName sink(Random random) {
    return new SinkName(word(random, SINK_LETTERS, 4));
  }

  private static boolean isInstance(String name) {
    try {
      return !new JobInstance(name).name().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String word(Random random, String letters, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static List<String> words(String letters, int shortest, int longest) {
    List<String> all = new ArrayList<>();
    List<String> ofLength = List.of("");
    for (int length = 1; length <= longest; length++) {
      List<String> next = new ArrayList<>();
      for (String word : ofLength) {
        for (int i = 0; i < letters.length(); i++) {
          next.add(word + letters.charAt(i));
        }
      }
      ofLength = next;
      if (length >= shortest) {
        all.addAll(ofLength);
      }
    }
    return all;
  }
}
