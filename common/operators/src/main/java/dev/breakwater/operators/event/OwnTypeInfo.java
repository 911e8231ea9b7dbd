package dev.breakwater.operators.event;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What Flink must know of a type of ours: its class, its own serializer, and whether it is a key.
 */
public final class OwnTypeInfo<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final TypeSerializer<T> serializer;
  private final boolean key;

  private OwnTypeInfo(Class<T> type, TypeSerializer<T> serializer, boolean key) {
    this.type = type;
    this.serializer = serializer;
    this.key = key;
  }

  /** Of what is sent and kept, but not partitioned by. */
  public static <T> TypeInformation<T> of(Class<T> type, TypeSerializer<T> serializer) {
    return new OwnTypeInfo<>(type, serializer, false);
  }

  /** Of a key: equal ones have equal hash codes in every process. */
  public static <T> TypeInformation<T> ofKey(Class<T> type, TypeSerializer<T> serializer) {
    return new OwnTypeInfo<>(type, serializer, true);
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer.duplicate();
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return key;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof OwnTypeInfo;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OwnTypeInfo<?> that && type == that.type && key == that.key;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
