package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Strings in the binary form of the serializers: the number of characters times two, plus one where
 * a character takes two bytes, then the characters as Latin-1 or UTF-16.
 *
 * <p>Every string comes back as it was, lone surrogates included. For one thread.
 */
final class Texts {

  /** Longer strings are read and written through an array of their own, which is not kept. */
  private static final int KEPT = 1024;

  private final byte[] kept = new byte[KEPT];
  private final StringCache cache = new StringCache();

  void write(String text, DataOutputView out) throws IOException {
    int length = text.length();
    byte[] bytes = space(length);
    int union = 0;
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      union |= character;
      bytes[i] = (byte) character;
    }
    if (union > 0xFF) {
      writeWide(text, out);
      return;
    }
    Varints.writeInt(length << 1, out);
    out.write(bytes, 0, length);
  }

  private static void writeWide(String text, DataOutputView out) throws IOException {
    Varints.writeInt((text.length() << 1) | 1, out);
    for (int i = 0; i < text.length(); i++) {
      out.writeShort(text.charAt(i));
    }
  }

  /** A string that is probably not like the ones before it. */
  String read(DataInputView in) throws IOException {
    int header = Varints.readSize(in);
    int length = header >> 1;
    if ((header & 1) != 0) {
      return readWide(length, in);
    }
    byte[] bytes = space(length);
    in.readFully(bytes, 0, length);
    return new String(bytes, 0, length, ISO_8859_1);
  }

  /** A string that is probably one of a few. */
  String readRepeated(DataInputView in) throws IOException {
    int header = Varints.readSize(in);
    int length = header >> 1;
    if ((header & 1) != 0) {
      return readWide(length, in);
    }
    byte[] bytes = space(length);
    in.readFully(bytes, 0, length);
    return cache.latin1(bytes, length);
  }

  private static String readWide(int length, DataInputView in) throws IOException {
    char[] characters = new char[length];
    for (int i = 0; i < length; i++) {
      characters[i] = in.readChar();
    }
    return new String(characters);
  }

  private byte[] space(int length) {
    return length <= KEPT ? kept : new byte[length];
  }
}
