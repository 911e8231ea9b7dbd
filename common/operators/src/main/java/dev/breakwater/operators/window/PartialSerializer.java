package dev.breakwater.operators.window;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Partial results in state: they say themselves what they are made of. */
final class PartialSerializer extends WindowSerializer<Partial> {

  private static final long serialVersionUID = 1L;

  @Override
  public PartialSerializer duplicate() {
    return this;
  }

  @Override
  public Partial createInstance() {
    return new Partial(new Accumulator[0]);
  }

  @Override
  public Partial copy(Partial from) {
    return from.copy();
  }

  @Override
  public void serialize(Partial partial, DataOutputView out) throws IOException {
    partial.write(out);
  }

  @Override
  public Partial deserialize(DataInputView in) throws IOException {
    return Partial.read(in);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /**
   * Which version of the binary form a state was written in. A newer version adds a reader for each
   * older one; a state that is newer than this code is refused.
   */
  public static final class Snapshot implements TypeSerializerSnapshot<Partial> {

    private static final int VERSION = 1;

    @Override
    public int getCurrentVersion() {
      return VERSION;
    }

    /** The version says it all, and Flink writes it. */
    @Override
    public void writeSnapshot(DataOutputView out) {}

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
      if (version != VERSION) {
        throw new IOException(
            "version of partial results must be %d, was %d: the state is of a newer release"
                .formatted(VERSION, version));
      }
    }

    @Override
    public TypeSerializer<Partial> restoreSerializer() {
      return new PartialSerializer();
    }

    @Override
    public TypeSerializerSchemaCompatibility<Partial> resolveSchemaCompatibility(
        TypeSerializerSnapshot<Partial> old) {
      return old instanceof Snapshot
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
