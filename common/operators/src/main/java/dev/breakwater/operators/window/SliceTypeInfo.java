package dev.breakwater.operators.window;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** What Flink must know of a slice: it has a serializer of its own. */
final class SliceTypeInfo extends TypeInformation<Slice> {

  static final SliceTypeInfo INSTANCE = new SliceTypeInfo();

  private static final long serialVersionUID = 1L;

  @Override
  public TypeSerializer<Slice> createSerializer(SerializerConfig config) {
    return new SliceSerializer();
  }

  @Override
  public Class<Slice> getTypeClass() {
    return Slice.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
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
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SliceTypeInfo;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SliceTypeInfo;
  }

  @Override
  public int hashCode() {
    return SliceTypeInfo.class.hashCode();
  }

  @Override
  public String toString() {
    return "Slice";
  }
}
