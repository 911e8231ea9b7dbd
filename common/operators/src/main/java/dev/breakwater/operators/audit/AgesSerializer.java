package dev.breakwater.operators.audit;

import dev.breakwater.operators.ledger.Ages;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Ages between operators. */
final class AgesSerializer extends TypeSerializerSingleton<Ages> {

  static final AgesSerializer INSTANCE = new AgesSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Ages createInstance() {
    return Ages.NONE;
  }

  @Override
  public Ages copy(Ages from) {
    return from;
  }

  @Override
  public Ages copy(Ages from, Ages reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Ages ages, DataOutputView out) throws IOException {
    ages.write(out);
  }

  @Override
  public Ages deserialize(DataInputView in) throws IOException {
    return Ages.read(in);
  }

  @Override
  public Ages deserialize(Ages reuse, DataInputView in) throws IOException {
    return Ages.read(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<Ages> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Not in any state: pages write ages themselves. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Ages> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
