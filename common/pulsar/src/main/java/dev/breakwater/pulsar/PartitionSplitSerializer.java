package dev.breakwater.pulsar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits in binary form: partition, where to start, and the last place if there is one. */
final class PartitionSplitSerializer implements SimpleVersionedSerializer<PartitionSplit> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(PartitionSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    write(split, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Override
  public PartitionSplit deserialize(int version, byte[] serialized) throws IOException {
    require(version);
    return read(new DataInputStream(new ByteArrayInputStream(serialized)));
  }

  static void require(int version) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "state of a partition must be of version %d, was %d".formatted(VERSION, version));
    }
  }

  static void write(PartitionSplit split, DataOutputStream out) throws IOException {
    out.writeUTF(split.partition());
    out.writeUTF(split.start().kind().name());
    out.writeLong(split.start().time());
    Place last = split.last();
    out.writeBoolean(last != null);
    if (last != null) {
      out.writeLong(last.ledger());
      out.writeLong(last.entry());
      out.writeInt(last.index());
    }
  }

  static PartitionSplit read(DataInputStream in) throws IOException {
    String partition = in.readUTF();
    StartPoint start = new StartPoint(StartPoint.Kind.valueOf(in.readUTF()), in.readLong());
    Place last = in.readBoolean() ? new Place(in.readLong(), in.readLong(), in.readInt()) : null;
    return new PartitionSplit(partition, start, last);
  }
}
