package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  private static final long SEED = 8;

  @Test
  void agreesWithTheStrictDecoderOnDamagedText() {
    Random random = new Random(SEED);
    RandomEvents texts = new RandomEvents(SEED);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = texts.utf8(30);
      for (int damage = random.nextInt(3); damage > 0 && bytes.length > 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(Utf8.isValid(bytes))
          .as("seed %d: %s", SEED, Arrays.toString(bytes))
          .isEqualTo(model(bytes));
    }
  }

  @Test
  void agreesWithTheStrictDecoderOnEverySequenceOfThree() {
    byte[] bytes = new byte[3];
    for (int i = 0; i < 1 << 24; i += 1 + (i & 3)) {
      bytes[0] = (byte) (i >> 16);
      bytes[1] = (byte) (i >> 8);
      bytes[2] = (byte) i;
      if (bytes[0] < 0 && Utf8.isValid(bytes) != model(bytes)) {
        assertThat(Utf8.isValid(bytes)).as(Arrays.toString(bytes)).isEqualTo(model(bytes));
      }
    }
  }

  @Test
  void agreesWithTheStrictDecoderAroundTheEndsOfTheRangesOfFour() {
    int[] edges = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
    for (int first = 0xE0; first <= 0xFF; first++) {
      for (int second : edges) {
        for (int third : edges) {
          for (int fourth : edges) {
            byte[] bytes = {(byte) first, (byte) second, (byte) third, (byte) fourth};
            assertThat(Utf8.isValid(bytes)).as(Arrays.toString(bytes)).isEqualTo(model(bytes));
          }
        }
      }
    }
  }

  private static boolean model(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
