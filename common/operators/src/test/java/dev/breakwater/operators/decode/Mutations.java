package dev.breakwater.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Damage that is done to bytes: what networks, disks, producers and attackers do. */
final class Mutations {

  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\\",
          "/",
          "'",
          " ",
          "\n",
          "\u0000",
          "null",
          "true",
          "NaN",
          "Infinity",
          "-",
          "+",
          ".",
          "0",
          "00",
          "1e400",
          "1e",
          "9".repeat(40),
          "\\u0000",
          "\\ud83d",
          "\\udeeb",
          "\\u",
          "\"id\":1,",
          "\"id\":null,",
          "\"a\":{",
          "[[[[",
          "]]]]",
          "//",
          "/*",
          "#",
          "2001-02-29T00:01",
          "\ufeff",
          "é",
          "🛫",
          "\u007f",
          "\u2028",
          "\uffff");

  private static final List<String> BROKEN_UTF8 =
      List.of(
          "ff",
          "fe",
          "c0af",
          "e080af",
          "eda080",
          "f4908080",
          "f0288c28",
          "80",
          "c3",
          "e282",
          "efbbbf",
          "0000feff",
          "fffe",
          "f880808080");

  private final Random random;
  private final List<byte[]> corpus;

  Mutations(Random random, List<byte[]> corpus) {
    this.random = random;
    this.corpus = corpus;
  }

  /** A damaged copy. */
  byte[] mutate(byte[] bytes) {
    byte[] mutated = bytes;
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      mutated = once(mutated);
    }
    return mutated;
  }

  private byte[] once(byte[] bytes) {
    return switch (random.nextInt(11)) {
      case 0, 1 -> flipped(bytes);
      case 2 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 3 -> spliced(bytes);
      case 4, 5, 6 -> inserted(bytes, token());
      case 7 -> inserted(bytes, HexFormat.of().parseHex(pick(BROKEN_UTF8)));
      case 8 -> without(bytes);
      case 9 -> inserted(bytes, part(bytes));
      default -> nested(bytes);
    };
  }

  private byte[] flipped(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    byte[] flipped = bytes.clone();
    flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private byte[] spliced(byte[] bytes) {
    byte[] other = pick(corpus);
    byte[] head = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    return join(head, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
  }

  private byte[] token() {
    return pick(TOKENS).getBytes(UTF_8);
  }

  private byte[] inserted(byte[] bytes, byte[] what) {
    int at = random.nextInt(bytes.length + 1);
    return join(Arrays.copyOf(bytes, at), what, Arrays.copyOfRange(bytes, at, bytes.length));
  }

  private byte[] without(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = from + random.nextInt(bytes.length - from + 1);
    return join(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
  }

  private byte[] part(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    return Arrays.copyOfRange(bytes, from, from + random.nextInt(bytes.length - from + 1));
  }

  /** Around all of it, balanced, so that the depth alone decides. */
  private byte[] nested(byte[] bytes) {
    int depth = random.nextInt(4) == 0 ? 60 + random.nextInt(8) : random.nextInt(5);
    boolean arrays = random.nextBoolean();
    String open = arrays ? "[" : "{\"a\":";
    String close = arrays ? "]" : "}";
    return join(open.repeat(depth).getBytes(UTF_8), bytes, close.repeat(depth).getBytes(UTF_8));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
