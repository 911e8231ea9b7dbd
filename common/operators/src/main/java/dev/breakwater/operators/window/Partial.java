package dev.breakwater.operators.window;

import dev.breakwater.operators.event.Varints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of some events of one key: how many, the times of the first and the last, and
 * one accumulator for each that the measures share. Mergeable in any order. For one thread.
 */
final class Partial {

  private static final int OBJECTS = 128;

  private final Accumulator[] accumulators;
  private long events;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  Partial(Accumulator[] accumulators) {
    this.accumulators = accumulators;
  }

  /** Counts an event; its values go to the accumulators. */
  void count(long time) {
    events++;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }

  /**
   * @throws IllegalStateException if the other one is of other measures
   */
  void merge(Partial other) {
    if (other.accumulators.length != accumulators.length) {
      throw new IllegalStateException(
          "partial results must be of the same measures, were %d and %d accumulators"
              .formatted(accumulators.length, other.accumulators.length));
    }
    events += other.events;
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i].merge(other.accumulators[i]);
    }
  }

  Partial copy() {
    Accumulator[] copies = new Accumulator[accumulators.length];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = accumulators[i].copy();
    }
    Partial copy = new Partial(copies);
    copy.events = events;
    copy.first = first;
    copy.last = last;
    return copy;
  }

  Accumulator accumulator(int index) {
    return accumulators[index];
  }

  long events() {
    return events;
  }

  /** Epoch milliseconds of the earliest event. */
  long first() {
    return first;
  }

  /** Epoch milliseconds of the latest event. */
  long last() {
    return last;
  }

  /** Heap that it takes, roughly. */
  int bytes() {
    int bytes = OBJECTS;
    for (Accumulator accumulator : accumulators) {
      bytes += accumulator.bytes() + OBJECTS / 2;
    }
    return bytes;
  }

  void write(DataOutputView out) throws IOException {
    Varints.writeLong(events, out);
    Varints.writeLong(first, out);
    Varints.writeLong(last - first, out);
    Varints.writeInt(accumulators.length, out);
    for (Accumulator accumulator : accumulators) {
      out.writeByte(accumulator.kind().code());
      accumulator.write(out);
    }
  }

  private byte[] written() {
    DataOutputSerializer out = new DataOutputSerializer(OBJECTS);
    try {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return out.getCopyOfBuffer();
  }

  /** Equal when they are written alike. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Partial that && Arrays.equals(written(), that.written());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(events * 31 + first);
  }

  static Partial read(DataInputView in) throws IOException {
    long events = Varints.readLong(in);
    long first = Varints.readLong(in);
    long length = Varints.readLong(in);
    Accumulator[] accumulators = new Accumulator[Varints.readSize(in)];
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = Accumulator.Kind.of(in.readByte()).read(in);
    }
    Partial partial = new Partial(accumulators);
    partial.events = events;
    partial.first = first;
    partial.last = first + length;
    return partial;
  }
}
