package dev.breakwater.operators.event;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Integers in as few bytes as they need, seven bits a byte, the lowest first. */
public final class Varints {

  private Varints() {}

  /** For numbers that are rarely negative: a negative one takes five bytes. */
  public static void writeInt(int number, DataOutputView out) throws IOException {
    int rest = number;
    while ((rest & ~0x7F) != 0) {
      out.writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  public static int readInt(DataInputView in) throws IOException {
    int number = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte next = in.readByte();
      number |= (next & 0x7F) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IOException("integer must end within 5 bytes, did not: the data is not ours or torn");
  }

  /** A length or count. */
  public static int readSize(DataInputView in) throws IOException {
    int size = readInt(in);
    if (size < 0) {
      throw new IOException("size must not be negative, was " + size + ": the data is torn");
    }
    return size;
  }

  /** Small for numbers near zero on both sides. */
  public static void writeLong(long number, DataOutputView out) throws IOException {
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.writeByte(((int) rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  public static long readLong(DataInputView in) throws IOException {
    long number = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = in.readByte();
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (number >>> 1) ^ -(number & 1);
      }
    }
    throw new IOException("long must end within 10 bytes, did not: the data is not ours or torn");
  }
}
