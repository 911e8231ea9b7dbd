package dev.breakwater.operators.kafka;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Hands over what was read, by reference: the consumer makes new arrays for each record. Nothing is
 * interpreted, so nothing can fail here; an exception at this place would come back for ever,
 * without saying which record it was.
 */
final class RawRecordDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    out.collect(
        new RawRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            headers(record.headers().toArray())));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return EventTypes.RAW_RECORD;
  }

  private static Headers headers(Header[] headers) {
    if (headers.length == 0) {
      return Headers.EMPTY;
    }
    String[] names = new String[headers.length];
    byte[][] values = new byte[headers.length][];
    for (int i = 0; i < headers.length; i++) {
      names[i] = headers[i].key();
      values[i] = headers[i].value();
    }
    return new Headers(names, values);
  }
}
