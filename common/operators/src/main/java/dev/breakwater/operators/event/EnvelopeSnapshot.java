package dev.breakwater.operators.event;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Which version of the binary form a checkpoint or savepoint was written in. One number for all
 * envelope types, since they contain each other.
 *
 * <p>A new version adds a reader for each older one here and leaves the others as they are; its
 * data is rewritten on restore. A snapshot that is newer than this code is refused.
 */
abstract class EnvelopeSnapshot<T> implements TypeSerializerSnapshot<T> {

  static final int VERSION = 1;

  private final Supplier<TypeSerializer<T>> serializer;
  private int version = VERSION;

  EnvelopeSnapshot(Supplier<TypeSerializer<T>> serializer) {
    this.serializer = serializer;
  }

  @Override
  public final int getCurrentVersion() {
    return VERSION;
  }

  /** The version says it all, and Flink writes it. */
  @Override
  public final void writeSnapshot(DataOutputView out) {}

  @Override
  public final void readSnapshot(int readVersion, DataInputView in, ClassLoader loader)
      throws IOException {
    if (readVersion < 1 || readVersion > VERSION) {
      throw new IOException(
          "serializer version of %s must be 1 to %d, was %d: the state is of a newer release"
              .formatted(getClass().getName(), VERSION, readVersion));
    }
    version = readVersion;
  }

  /** Version 1 is the only one so far; an older one gets its own reader here. */
  @Override
  public final TypeSerializer<T> restoreSerializer() {
    return serializer.get();
  }

  @Override
  public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (!(old instanceof EnvelopeSnapshot<T> that) || old.getClass() != getClass()) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return compatibility(that.version);
  }

  static <T> TypeSerializerSchemaCompatibility<T> compatibility(int written) {
    if (written > VERSION) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return written == VERSION
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }
}
