package dev.breakwater.operators.quarantine;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Seven numbers of eight bytes, big endian, in the order of the record. */
final class LineSerializer extends TypeSerializerSingleton<Line> {

  static final LineSerializer INSTANCE = new LineSerializer();

  private static final long serialVersionUID = 1L;
  private static final int BYTES = 7 * Long.BYTES;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Line createInstance() {
    return Line.NONE;
  }

  @Override
  public Line copy(Line from) {
    return from;
  }

  @Override
  public Line copy(Line from, Line reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return BYTES;
  }

  @Override
  public void serialize(Line line, DataOutputView target) throws IOException {
    target.writeLong(line.head());
    target.writeLong(line.tail());
    target.writeLong(line.marks());
    target.writeLong(line.held());
    target.writeLong(line.bytes());
    target.writeLong(line.since());
    target.writeLong(line.expires());
  }

  @Override
  public Line deserialize(DataInputView source) throws IOException {
    return new Line(
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readLong());
  }

  @Override
  public Line deserialize(Line reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.write(source, BYTES);
  }

  @Override
  public TypeSerializerSnapshot<Line> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The format has one version: the class of the serializer says it all. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Line> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
