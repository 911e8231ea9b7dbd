package dev.breakwater.testkit.contract;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;

/** A type that hands out Kryo even where generic types are switched off. */
final class KryoLong extends GenericTypeInfo<Long> {

  KryoLong() {
    super(Long.class);
  }

  @Override
  public TypeSerializer<Long> createSerializer(SerializerConfig config) {
    return new KryoSerializer<>(Long.class, new SerializerConfigImpl());
  }
}
