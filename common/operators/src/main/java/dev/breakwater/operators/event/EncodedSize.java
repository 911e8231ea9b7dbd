package dev.breakwater.operators.event;

import java.util.List;
import org.apache.kafka.common.record.DefaultRecord;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * How large an event is on the wire, in bytes: alone in a batch without compression, as Kafka's own
 * {@code AbstractRecords.estimateSizeInBytesUpperBound} counts what {@link EventEncoder} writes.
 */
final class EncodedSize {

  private static final int OVERHEAD =
      DefaultRecordBatch.RECORD_BATCH_OVERHEAD + DefaultRecord.MAX_RECORD_OVERHEAD;
  private static final int MAX_UTF8_BYTES = 3;
  private static final int MAX_VARINT = 5;
  private static final int VERSION_LENGTH = "1.0".length();

  /** Names of the headers that an event always or maybe has, digits of a position, and lengths. */
  private static final int ROUGH_FIXED = 256;

  private EncodedSize() {}

  /** Exactly what Kafka would count. */
  static int of(Event event) {
    Attributes attributes = event.attributes();
    RawRecord record = event.record();
    int size = OVERHEAD + bytes(keyLength(event)) + bytes(length(event.data()));
    size += header(HeaderNames.SPEC_VERSION, VERSION_LENGTH);
    size += header(HeaderNames.ID, attributes.id());
    size += header(HeaderNames.SOURCE, attributes.source());
    size += header(HeaderNames.TYPE, attributes.type());
    size += header(HeaderNames.SUBJECT, attributes.subject());
    size += header(HeaderNames.TIME, attributes.time());
    size += header(HeaderNames.DATA_SCHEMA, attributes.dataSchema());
    size += header(HeaderNames.CONTENT_TYPE, attributes.dataContentType());
    size += extensions(attributes.extensions());
    size += record.wasRead() ? header(HeaderNames.ORIGIN, Origin.length(record)) : 0;
    return size + others(record.headers()) + ByteUtils.sizeOfVarint(headers(event));
  }

  private static int extensions(List<String> extensions) {
    int size = 0;
    for (int i = 0; i < extensions.size(); i += 2) {
      int name = HeaderNames.PREFIX.length() + extensions.get(i).length();
      size += bytes(name) + bytes(Utils.utf8Length(extensions.get(i + 1)));
    }
    return size;
  }

  private static int others(Headers headers) {
    int size = 0;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (!HeaderNames.isReplaced(name)) {
        size += bytes(Utils.utf8Length(name)) + bytes(length(headers.value(i)));
      }
    }
    return size;
  }

  /** How many headers there are. */
  private static int headers(Event event) {
    Attributes attributes = event.attributes();
    int count = 4 + attributes.extensions().size() / 2;
    count += event.record().wasRead() ? 1 : 0;
    count += attributes.subject() == null ? 0 : 1;
    count += attributes.time() == null ? 0 : 1;
    count += attributes.dataSchema() == null ? 0 : 1;
    count += attributes.dataContentType() == null ? 0 : 1;
    Headers headers = event.record().headers();
    for (int i = 0; i < headers.size(); i++) {
      count += HeaderNames.isReplaced(headers.name(i)) ? 0 : 1;
    }
    return count;
  }

  private static int keyLength(Event event) {
    byte[] key = event.record().key();
    if (key != null) {
      return key.length;
    }
    String subject = event.attributes().subject();
    return Utils.utf8Length(subject != null ? subject : event.id());
  }

  private static int header(String name, @Nullable String value) {
    return value == null ? 0 : header(name, Utils.utf8Length(value));
  }

  private static int header(String asciiName, int valueLength) {
    return bytes(asciiName.length()) + bytes(valueLength);
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? -1 : bytes.length;
  }

  /** A length, -1 for null, and that many bytes. */
  private static int bytes(int length) {
    return ByteUtils.sizeOfVarint(length) + Math.max(0, length);
  }

  /** At least what {@link #of} says, from lengths alone. */
  static long roughly(Event event) {
    Attributes attributes = event.attributes();
    RawRecord record = event.record();
    long characters =
        (long) attributes.id().length() * 2
            + attributes.source().length()
            + attributes.type().length()
            + (long) length(attributes.subject()) * 2
            + length(attributes.time())
            + length(attributes.dataSchema())
            + length(attributes.dataContentType())
            + record.topic().length();
    int headers = 12 + record.headers().size();
    for (int i = 0; i < attributes.extensions().size(); i++) {
      characters += attributes.extensions().get(i).length();
      headers++;
    }
    long bytes = (long) Math.max(0, length(event.data())) + Math.max(0, length(record.key()));
    for (int i = 0; i < record.headers().size(); i++) {
      characters += record.headers().name(i).length();
      bytes += Math.max(0, length(record.headers().value(i)));
    }
    return OVERHEAD + ROUGH_FIXED + bytes + characters * MAX_UTF8_BYTES + headers * 2L * MAX_VARINT;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
