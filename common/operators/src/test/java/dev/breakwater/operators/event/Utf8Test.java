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
  void agreesWithTheStrictDecoderOnEveryBeginning() {
    byte[] edges = {0, 0x7F, (byte) 0x80, (byte) 0xBF, (byte) 0xC0, (byte) 0xFF};
    for (int first = 0; first < 1 << 16; first++) {
      for (byte third : edges) {
        byte[] bytes = {(byte) (first >> 8), (byte) first, third};
        if (Utf8.isValid(bytes) != model(bytes)) {
          assertThat(Utf8.isValid(bytes)).as(Arrays.toString(bytes)).isEqualTo(model(bytes));
        }
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
