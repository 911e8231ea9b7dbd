package dev.breakwater.scripts.drill.tamper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What can be done to events of one partition that a job has just read. */
public enum Tampering {
  /** One is lost. */
  LOSE {
    @Override
    boolean tamper(List<ConsumerRecord<byte[], byte[]>> events) {
      return !events.isEmpty() && events.remove(0) != null;
    }
  },
  /** One comes twice. */
  DOUBLE {
    @Override
    boolean tamper(List<ConsumerRecord<byte[], byte[]>> events) {
      return !events.isEmpty() && events.add(events.get(events.size() - 1));
    }
  },
  /** One is lost, and another one of the same hour comes twice. */
  SWAP {
    @Override
    boolean tamper(List<ConsumerRecord<byte[], byte[]>> events) {
      for (int second = 1; second < events.size(); second++) {
        if (hour(events.get(second)).equals(hour(events.get(second - 1)))) {
          events.set(second - 1, events.get(second));
          return true;
        }
      }
      return false;
    }
  },
  /** One says that it is another one. */
  ALTER {
    @Override
    boolean tamper(List<ConsumerRecord<byte[], byte[]>> events) {
      if (events.isEmpty()) {
        return false;
      }
      events.get(0).headers().remove(ID).add(ID, "somebody-else".getBytes(UTF_8));
      return true;
    }
  };

  private static final String ID = "ce_id";
  private static final String TIME = "ce_time";

  /** As many characters of {@code 2024-01-31T12:34:56Z} as tell the hour. */
  private static final int HOUR = 13;

  /**
   * Does it.
   *
   * @param events in the order of their partition; changed when it is done
   * @return whether it was done: these may not be fit for it
   */
  abstract boolean tamper(List<ConsumerRecord<byte[], byte[]>> events);

  /** Does it to those records that are events; null when none of them is fit for it. */
  @Nullable List<ConsumerRecord<byte[], byte[]>> of(List<ConsumerRecord<byte[], byte[]>> records) {
    List<ConsumerRecord<byte[], byte[]>> events = new ArrayList<>(records);
    events.removeIf(record -> header(record, ID).isEmpty());
    if (events.size() < records.size() || !tamper(events)) {
      return null;
    }
    return events;
  }

  private static String hour(ConsumerRecord<byte[], byte[]> event) {
    return header(event, TIME).substring(0, HOUR);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
