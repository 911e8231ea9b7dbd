package dev.breakwater.operators.quarantine;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** What Flink must know of a quarantine key: it is a key, and has a serializer of its own. */
final class QuarantineKeyTypeInfo extends TypeInformation<QuarantineKey> {

  static final QuarantineKeyTypeInfo INSTANCE = new QuarantineKeyTypeInfo();

  private static final long serialVersionUID = 1L;

  @Override
  public TypeSerializer<QuarantineKey> createSerializer(SerializerConfig config) {
    return QuarantineKeySerializer.INSTANCE;
  }

  @Override
  public Class<QuarantineKey> getTypeClass() {
    return QuarantineKey.class;
  }

  @Override
  public boolean isKeyType() {
    return true;
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
    return other instanceof QuarantineKeyTypeInfo;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QuarantineKeyTypeInfo;
  }

  @Override
  public int hashCode() {
    return QuarantineKeyTypeInfo.class.hashCode();
  }

  @Override
  public String toString() {
    return "QuarantineKey";
  }
}
