package dev.breakwater.operators.event;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Raw records in binary form: topic, partition, offset, timestamp, key, value, headers; lengths and
 * numbers as varints, null as its own length.
 */
public final class RawRecordSerializer extends EnvelopeSerializer<RawRecord> {

  private static final long serialVersionUID = 1L;

  private static final byte[] NO_BYTES = new byte[0];
  static final RawRecord BLANK =
      new RawRecord("", 0, 0, RawRecord.NO_TIMESTAMP, null, null, Headers.EMPTY);

  private final transient Texts texts;

  public RawRecordSerializer() {
    this(new Texts());
  }

  RawRecordSerializer(Texts texts) {
    this.texts = texts;
  }

  @Override
  public RawRecordSerializer duplicate() {
    return new RawRecordSerializer();
  }

  @Override
  public RawRecord createInstance() {
    return BLANK;
  }

  @Override
  public void serialize(RawRecord record, DataOutputView out) throws IOException {
    texts.write(record.topic(), out);
    Varints.writeInt(record.partition(), out);
    Varints.writeLong(record.offset(), out);
    Varints.writeLong(record.timestamp(), out);
    writeBytes(record.key(), out);
    writeBytes(record.value(), out);
    Headers headers = record.headers();
    int count = headers.size();
    Varints.writeInt(count, out);
    for (int i = 0; i < count; i++) {
      texts.write(headers.name(i), out);
      writeBytes(headers.value(i), out);
    }
  }

  @Override
  public RawRecord deserialize(DataInputView in) throws IOException {
    String topic = texts.readRepeated(in);
    int partition = Varints.readInt(in);
    long offset = Varints.readLong(in);
    long timestamp = Varints.readLong(in);
    byte[] key = readBytes(in);
    byte[] value = readBytes(in);
    return new RawRecord(topic, partition, offset, timestamp, key, value, readHeaders(in));
  }

  private Headers readHeaders(DataInputView in) throws IOException {
    int count = Varints.readSize(in);
    if (count == 0) {
      return Headers.EMPTY;
    }
    String[] names = new String[count];
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      names[i] = texts.readRepeated(in);
      values[i] = readBytes(in);
    }
    return new Headers(names, values);
  }

  /** The length plus one, 0 for null, and the bytes. */
  static void writeBytes(byte @Nullable [] bytes, DataOutputView out) throws IOException {
    if (bytes == null) {
      out.writeByte(0);
      return;
    }
    Varints.writeInt(bytes.length + 1, out);
    out.write(bytes);
  }

  static byte @Nullable [] readBytes(DataInputView in) throws IOException {
    int size = Varints.readSize(in);
    if (size <= 1) {
      return size == 0 ? null : NO_BYTES;
    }
    byte[] bytes = new byte[size - 1];
    in.readFully(bytes);
    return bytes;
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** The version of this serializer's binary form. */
  public static final class Snapshot extends EnvelopeSnapshot<RawRecord> {
    public Snapshot() {
      super(RawRecordSerializer::new);
    }
  }
}
