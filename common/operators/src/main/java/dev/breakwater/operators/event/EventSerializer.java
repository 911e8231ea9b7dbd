package dev.breakwater.operators.event;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Events in binary form: the record, the time as its distance from the record's timestamp, one byte
 * that says what follows, the attributes that are there, and the payload only where it is not in
 * the record's value already.
 */
public final class EventSerializer extends EnvelopeSerializer<Event> {

  private static final long serialVersionUID = 1L;

  private static final int SUBJECT = 1;
  private static final int TIME = 1 << 1;
  private static final int CONTENT_TYPE = 1 << 2;
  private static final int SCHEMA = 1 << 3;
  private static final int EXTENSIONS = 1 << 4;
  private static final int DATA_IS_VALUE = 1 << 5;
  private static final int DATA_IS_SLICE = 2 << 5;
  private static final int DATA_IS_OWN = 3 << 5;
  private static final int DATA = 3 << 5;

  private static final Event BLANK =
      new Event(
          RawRecordSerializer.BLANK,
          new Attributes("", "", "", null, null, null, null, List.of()),
          0,
          null);

  private final transient Texts texts;
  private final transient RawRecordSerializer records;

  public EventSerializer() {
    this(new Texts());
  }

  EventSerializer(Texts texts) {
    this.texts = texts;
    this.records = new RawRecordSerializer(texts);
  }

  @Override
  public EventSerializer duplicate() {
    return new EventSerializer();
  }

  @Override
  public Event createInstance() {
    return BLANK;
  }

  @Override
  public void serialize(Event event, DataOutputView out) throws IOException {
    RawRecord record = event.record();
    Attributes attributes = event.attributes();
    records.serialize(record, out);
    Varints.writeLong(event.time() - record.timestamp(), out);
    out.writeByte(contents(event, attributes));
    texts.write(attributes.id(), out);
    texts.write(attributes.source(), out);
    texts.write(attributes.type(), out);
    writeIfThere(attributes.subject(), out);
    writeIfThere(attributes.time(), out);
    writeIfThere(attributes.dataContentType(), out);
    writeIfThere(attributes.dataSchema(), out);
    writeExtensions(attributes.extensions(), out);
    writeData(event, out);
  }

  private static int contents(Event event, Attributes attributes) {
    return (attributes.subject() == null ? 0 : SUBJECT)
        | (attributes.time() == null ? 0 : TIME)
        | (attributes.dataContentType() == null ? 0 : CONTENT_TYPE)
        | (attributes.dataSchema() == null ? 0 : SCHEMA)
        | (attributes.extensions().isEmpty() ? 0 : EXTENSIONS)
        | dataForm(event);
  }

  private static int dataForm(Event event) {
    if (event.data() == null) {
      return 0;
    }
    if (event.data() == event.record().value()) {
      return DATA_IS_VALUE;
    }
    return event.dataOffset() >= 0 ? DATA_IS_SLICE : DATA_IS_OWN;
  }

  private void writeIfThere(@Nullable String text, DataOutputView out) throws IOException {
    if (text != null) {
      texts.write(text, out);
    }
  }

  private void writeExtensions(List<String> extensions, DataOutputView out) throws IOException {
    int count = extensions.size();
    if (count == 0) {
      return;
    }
    Varints.writeInt(count, out);
    for (int i = 0; i < count; i++) {
      texts.write(extensions.get(i), out);
    }
  }

  private static void writeData(Event event, DataOutputView out) throws IOException {
    byte[] data = event.data();
    if (data == null || data == event.record().value()) {
      return;
    }
    if (event.dataOffset() < 0) {
      RawRecordSerializer.writeBytes(data, out);
      return;
    }
    Varints.writeInt(event.dataOffset(), out);
    Varints.writeInt(data.length, out);
  }

  @Override
  public Event deserialize(DataInputView in) throws IOException {
    RawRecord record = records.deserialize(in);
    long time = record.timestamp() + Varints.readLong(in);
    int contents = in.readByte();
    Attributes attributes =
        new Attributes(
            texts.read(in),
            texts.readRepeated(in),
            texts.readRepeated(in),
            (contents & SUBJECT) == 0 ? null : texts.read(in),
            (contents & TIME) == 0 ? null : texts.read(in),
            (contents & CONTENT_TYPE) == 0 ? null : texts.readRepeated(in),
            (contents & SCHEMA) == 0 ? null : texts.readRepeated(in),
            (contents & EXTENSIONS) == 0 ? List.of() : readExtensions(in));
    return switch (contents & DATA) {
      case DATA_IS_VALUE -> new Event(record, attributes, time, record.value());
      case DATA_IS_SLICE -> slice(record, attributes, time, in);
      case DATA_IS_OWN -> new Event(record, attributes, time, RawRecordSerializer.readBytes(in));
      default -> new Event(record, attributes, time, null);
    };
  }

  private List<String> readExtensions(DataInputView in) throws IOException {
    String[] extensions = new String[Varints.readSize(in)];
    for (int i = 0; i < extensions.length; i++) {
      extensions[i] = (i & 1) == 0 ? texts.readRepeated(in) : texts.read(in);
    }
    return List.of(extensions);
  }

  private static Event slice(RawRecord record, Attributes attributes, long time, DataInputView in)
      throws IOException {
    int offset = Varints.readSize(in);
    int end = offset + Varints.readSize(in);
    byte[] value = record.value();
    if (value == null || end < offset || end > value.length) {
      throw new IOException("payload must lie within its record, did not: the data is torn");
    }
    return new Event(record, attributes, time, Arrays.copyOfRange(value, offset, end), offset);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** The version of this serializer's binary form. */
  public static final class Snapshot extends EnvelopeSnapshot<Event> {
    public Snapshot() {
      super(EventSerializer::new);
    }
  }
}
