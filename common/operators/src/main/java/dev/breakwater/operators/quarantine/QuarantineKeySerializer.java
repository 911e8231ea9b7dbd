package dev.breakwater.operators.quarantine;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The number of bytes, four bytes big endian, and the bytes: the key of the state, for ever. */
final class QuarantineKeySerializer extends TypeSerializerSingleton<QuarantineKey> {

  static final QuarantineKeySerializer INSTANCE = new QuarantineKeySerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public QuarantineKey createInstance() {
    return new QuarantineKey(new byte[0]);
  }

  @Override
  public QuarantineKey copy(QuarantineKey from) {
    return from;
  }

  @Override
  public QuarantineKey copy(QuarantineKey from, QuarantineKey reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(QuarantineKey key, DataOutputView target) throws IOException {
    target.writeInt(key.bytes().length);
    target.write(key.bytes());
  }

  @Override
  public QuarantineKey deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return new QuarantineKey(bytes);
  }

  @Override
  public QuarantineKey deserialize(QuarantineKey reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = source.readInt();
    target.writeInt(length);
    target.write(source, length);
  }

  @Override
  public TypeSerializerSnapshot<QuarantineKey> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The format has one version: the class of the serializer says it all. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<QuarantineKey> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
