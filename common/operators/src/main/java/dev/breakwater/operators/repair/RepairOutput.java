package dev.breakwater.operators.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.Lineage;
import java.io.Serializable;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A topic that the job writes to, and how its records say what they were made of.
 *
 * @param identities whether an event held here makes a later one of its identity a duplicate
 * @param positionHeaders the headers with topic, partition and offset of the source record; empty
 *     where the lineage header of events says it
 */
public record RepairOutput(String topic, boolean identities, List<String> positionHeaders)
    implements Serializable {

  public RepairOutput {
    positionHeaders = List.copyOf(positionHeaders);
  }

  /** The topic of events that went on: one of each identity. */
  public static RepairOutput unique(String topic) {
    return new RepairOutput(topic, true, List.of());
  }

  /** A topic of events that may share identities. */
  public static RepairOutput events(String topic) {
    return new RepairOutput(topic, false, List.of());
  }

  /** A topic of records with their source position in three headers. */
  public static RepairOutput positions(
      String topic, String topicHeader, String partitionHeader, String offsetHeader) {
    return new RepairOutput(topic, false, List.of(topicHeader, partitionHeader, offsetHeader));
  }

  Lineage.@Nullable Position position(ConsumerRecord<byte[], byte[]> record) {
    if (positionHeaders.isEmpty()) {
      Header header = record.headers().lastHeader(Lineage.ORIGIN);
      return header == null ? null : Lineage.position(header.value());
    }
    String source = text(record, positionHeaders.get(0));
    String partition = text(record, positionHeaders.get(1));
    String offset = text(record, positionHeaders.get(2));
    if (source == null || partition == null || offset == null) {
      return null;
    }
    return Lineage.position(source, partition, offset);
  }

  static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String header) {
    Header found = record.headers().lastHeader(header);
    return found == null || found.value() == null ? null : new String(found.value(), UTF_8);
  }
}
