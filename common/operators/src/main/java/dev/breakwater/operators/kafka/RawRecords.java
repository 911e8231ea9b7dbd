package dev.breakwater.operators.kafka;

import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What a consumer read, as the library's own record. */
public final class RawRecords {

  private RawRecords() {}

  /** The record, by reference. Nothing is interpreted, so nothing can fail here. */
  public static RawRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        headers(record.headers().toArray()));
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
