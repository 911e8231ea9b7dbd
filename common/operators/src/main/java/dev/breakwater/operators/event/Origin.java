package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The lineage header: the position of the record an event was made of, {@code
 * topic-partition@offset}. Names of topics are ASCII.
 */
final class Origin {

  private String topic = "";
  private int partition = -1;
  private byte[] prefix = new byte[0];

  Header of(RawRecord record) {
    if (record.partition() != partition || !record.topic().equals(topic)) {
      topic = record.topic();
      partition = record.partition();
      prefix = (topic + '-' + partition + '@').getBytes(ISO_8859_1);
    }
    return new RecordHeader(HeaderNames.ORIGIN, append(prefix, Math.max(0, record.offset())));
  }

  private static byte[] append(byte[] prefix, long offset) {
    byte[] text = Arrays.copyOf(prefix, prefix.length + digits(offset));
    long rest = offset;
    for (int i = text.length - 1; i >= prefix.length; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return text;
  }

  static int digits(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  /** Length of the header's value. */
  static int length(RawRecord record) {
    int partition = digits(record.partition());
    return record.topic().length() + partition + digits(record.offset()) + 2;
  }
}
