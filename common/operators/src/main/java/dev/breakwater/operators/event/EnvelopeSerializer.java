package dev.breakwater.operators.event;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What the serializers of the envelope types have in common: the types are immutable, so a copy is
 * the object itself, and sizes vary. A serializer keeps buffers and is for one thread; {@link
 * #duplicate} makes another.
 */
abstract class EnvelopeSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;

  @Override
  public final boolean isImmutableType() {
    return true;
  }

  @Override
  public final T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return from;
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  @SuppressWarnings("EqualsGetClass") // the final classes below this one are the kinds there are
  public final boolean equals(@Nullable Object other) {
    return other != null && other.getClass() == getClass();
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }

  /** Buffers do not travel: what comes out of Java serialization is a fresh serializer. */
  protected final Object readResolve() {
    return duplicate();
  }
}
