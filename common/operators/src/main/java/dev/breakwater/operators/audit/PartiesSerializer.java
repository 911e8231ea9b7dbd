package dev.breakwater.operators.audit;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Parties in binary form, big endian: a format, two times, and the two maps. */
final class PartiesSerializer extends TypeSerializerSingleton<Parties> {

  static final PartiesSerializer INSTANCE = new PartiesSerializer();

  private static final long serialVersionUID = 1L;
  private static final byte FORMAT = 1;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Parties createInstance() {
    return new Parties(0, Parties.NONE);
  }

  @Override
  public Parties copy(Parties from) {
    return from.copy();
  }

  @Override
  public Parties copy(Parties from, Parties reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Parties parties, DataOutputView out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(parties.lastBooked());
    out.writeLong(parties.forgotten());
    write(parties.debtors(), out);
    write(parties.creditors(), out);
  }

  @Override
  public Parties deserialize(DataInputView in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("format of parties must be " + FORMAT + ", was " + format);
    }
    Parties parties = new Parties(in.readLong(), in.readLong());
    read(parties.debtors(), in);
    read(parties.creditors(), in);
    return parties;
  }

  @Override
  public Parties deserialize(Parties reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  private static void write(SortedMap<String, Long> times, DataOutputView out) throws IOException {
    out.writeInt(times.size());
    for (Map.Entry<String, Long> time : times.entrySet()) {
      StringValue.writeString(time.getKey(), out);
      out.writeLong(time.getValue());
    }
  }

  private static void read(SortedMap<String, Long> times, DataInputView in) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      times.put(StringValue.readString(in), in.readLong());
    }
  }

  @Override
  public TypeSerializerSnapshot<Parties> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What changes is said by the first byte. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Parties> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
