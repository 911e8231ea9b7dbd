package dev.breakwater.operators.kafka;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hands over what was read, by reference: the consumer makes new arrays for each record. Nothing is
 * interpreted, so nothing can fail here; an exception at this place would come back for ever,
 * without saying which record it was.
 */
final class RawRecordDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    out.collect(RawRecords.of(record));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return EventTypes.RAW_RECORD;
  }
}
