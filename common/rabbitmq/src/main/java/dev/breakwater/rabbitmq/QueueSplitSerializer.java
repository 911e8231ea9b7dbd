package dev.breakwater.rabbitmq;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits in binary form: queue, next offset, and the fingerprints with their number before. */
final class QueueSplitSerializer implements SimpleVersionedSerializer<QueueSplit> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(QueueSplit split) throws IOException {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(64 + 2 * Long.BYTES * split.remembered().size());
    DataOutputStream out = new DataOutputStream(bytes);
    write(split, out);
    return bytes.toByteArray();
  }

  @Override
  public QueueSplit deserialize(int version, byte[] serialized) throws IOException {
    require(version);
    return read(new DataInputStream(new ByteArrayInputStream(serialized)));
  }

  static void require(int version) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "state of a queue must be of version %d, was %d".formatted(VERSION, version));
    }
  }

  static void write(QueueSplit split, DataOutputStream out) throws IOException {
    out.writeUTF(split.queue());
    out.writeLong(split.nextOffset());
    out.writeInt(split.remembered().size());
    for (Fingerprint one : split.remembered()) {
      out.writeLong(one.high());
      out.writeLong(one.low());
    }
  }

  static QueueSplit read(DataInputStream in) throws IOException {
    String queue = in.readUTF();
    long nextOffset = in.readLong();
    int size = in.readInt();
    List<Fingerprint> remembered = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      remembered.add(new Fingerprint(in.readLong(), in.readLong()));
    }
    return new QueueSplit(queue, nextOffset, remembered);
  }
}
