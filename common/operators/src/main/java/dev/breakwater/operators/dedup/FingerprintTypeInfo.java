package dev.breakwater.operators.dedup;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** What Flink must know of a fingerprint: it is a key, and has a serializer of its own. */
public final class FingerprintTypeInfo extends TypeInformation<Fingerprint> {

  public static final FingerprintTypeInfo INSTANCE = new FingerprintTypeInfo();

  private static final long serialVersionUID = 1L;

  @Override
  public TypeSerializer<Fingerprint> createSerializer(SerializerConfig config) {
    return FingerprintSerializer.INSTANCE;
  }

  @Override
  public Class<Fingerprint> getTypeClass() {
    return Fingerprint.class;
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
    return other instanceof FingerprintTypeInfo;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FingerprintTypeInfo;
  }

  @Override
  public int hashCode() {
    return FingerprintTypeInfo.class.hashCode();
  }

  @Override
  public String toString() {
    return "Fingerprint";
  }
}
