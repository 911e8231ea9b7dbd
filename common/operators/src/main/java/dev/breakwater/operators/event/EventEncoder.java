package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Events as CloudEvents 1.0 in the binary mode of the Kafka protocol binding.
 *
 * <p>The value is the payload, untouched. The headers are the attributes, then those of the record
 * it was read in that say something else ({@code traceparent}…), unchanged and in their order, then
 * {@code breakwater-origin}, where that record was, unless the event was made here. What an earlier
 * failure, or a redrive, left in the headers is dropped. The key is the record's, else the subject,
 * else the id; the timestamp is the record's, else the event's; the partition is for the
 * partitioner to choose. For one thread.
 */
public final class EventEncoder implements KafkaRecordSerializationSchema<Event> {

  private static final long serialVersionUID = 1L;

  private static final Header SPEC_VERSION =
      new RecordHeader(HeaderNames.SPEC_VERSION, "1.0".getBytes(ISO_8859_1));

  private final String topic;
  private final transient RepeatedHeader source = new RepeatedHeader(HeaderNames.SOURCE);
  private final transient RepeatedHeader type = new RepeatedHeader(HeaderNames.TYPE);
  private final transient RepeatedHeader dataSchema = new RepeatedHeader(HeaderNames.DATA_SCHEMA);
  private final transient RepeatedHeader contentType = new RepeatedHeader(HeaderNames.CONTENT_TYPE);
  private final transient Origin origin = new Origin();
  private final transient ArrayList<Header> headers = new ArrayList<>();

  /**
   * @param topic to write to
   */
  public EventEncoder(String topic) {
    this.topic = topic;
  }

  /** What is kept from record to record does not travel. */
  private Object readResolve() {
    return new EventEncoder(topic);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Event event, KafkaSinkContext context, @Nullable Long timestamp) {
    headers.clear();
    addAttributes(event.attributes());
    addOthers(event.record().headers());
    if (event.record().wasRead()) {
      headers.add(origin.of(event.record()));
    }
    return new ProducerRecord<>(
        topic, null, timestamp(event), OutputKey.of(event), event.data(), headers);
  }

  private void addAttributes(Attributes attributes) {
    headers.add(SPEC_VERSION);
    headers.add(header(HeaderNames.ID, attributes.id()));
    headers.add(source.of(attributes.source()));
    headers.add(type.of(attributes.type()));
    if (attributes.subject() != null) {
      headers.add(header(HeaderNames.SUBJECT, attributes.subject()));
    }
    if (attributes.time() != null) {
      headers.add(header(HeaderNames.TIME, attributes.time()));
    }
    if (attributes.dataSchema() != null) {
      headers.add(dataSchema.of(attributes.dataSchema()));
    }
    List<String> extensions = attributes.extensions();
    for (int i = 0; i < extensions.size(); i += 2) {
      headers.add(header(HeaderNames.PREFIX + extensions.get(i), extensions.get(i + 1)));
    }
    if (attributes.dataContentType() != null) {
      headers.add(contentType.of(attributes.dataContentType()));
    }
  }

  private void addOthers(Headers original) {
    for (int i = 0; i < original.size(); i++) {
      String name = original.name(i);
      if (!HeaderNames.isReplaced(name)) {
        headers.add(new RecordHeader(name, original.value(i)));
      }
    }
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  /** None where there is none that Kafka takes: then the producer puts the present. */
  private static @Nullable Long timestamp(Event event) {
    long ofRecord = event.record().timestamp();
    long timestamp = ofRecord >= 0 ? ofRecord : event.time();
    return timestamp >= 0 ? timestamp : null;
  }

  /**
   * Upper bound of the size on the wire of what is written for an event, in bytes: what the
   * producer compares with {@code max.request.size}, so an event of that size is still taken.
   */
  public static int sizeOf(Event event) {
    return EncodedSize.of(event);
  }

  /** True if {@link #sizeOf} is at most that; cheaper, for events far below. */
  public static boolean fits(Event event, int maxBytes) {
    return EncodedSize.roughly(event) <= maxBytes || sizeOf(event) <= maxBytes;
  }
}
