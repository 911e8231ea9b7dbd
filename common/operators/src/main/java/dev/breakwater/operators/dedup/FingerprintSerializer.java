package dev.breakwater.operators.dedup;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Sixteen bytes, big endian, high half first: the key of the state, for ever. */
final class FingerprintSerializer extends TypeSerializerSingleton<Fingerprint> {

  static final FingerprintSerializer INSTANCE = new FingerprintSerializer();

  private static final long serialVersionUID = 1L;
  private static final int BYTES = 16;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Fingerprint createInstance() {
    return new Fingerprint(0, 0);
  }

  @Override
  public Fingerprint copy(Fingerprint from) {
    return from;
  }

  @Override
  public Fingerprint copy(Fingerprint from, Fingerprint reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return BYTES;
  }

  @Override
  public void serialize(Fingerprint fingerprint, DataOutputView target) throws IOException {
    target.writeLong(fingerprint.high());
    target.writeLong(fingerprint.low());
  }

  @Override
  public Fingerprint deserialize(DataInputView source) throws IOException {
    return new Fingerprint(source.readLong(), source.readLong());
  }

  @Override
  public Fingerprint deserialize(Fingerprint reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.write(source, BYTES);
  }

  @Override
  public TypeSerializerSnapshot<Fingerprint> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The format has one version: the class of the serializer says it all. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Fingerprint> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
