package dev.breakwater.scripts.input;

import dev.breakwater.testkit.workload.Fate;
import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Records to send, for the tests of what sends them. */
final class Sent {

  private Sent() {}

  static WorkloadRecord record(String id) {
    return record(id, "{}", List.of());
  }

  static WorkloadRecord tombstone() {
    return record("gone", null, List.of());
  }

  static WorkloadRecord record(String id, @Nullable String value, List<Header> headers) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    return new WorkloadRecord(null, bytes, headers, 0, Kind.CLEAN, id, Fate.CLEAN);
  }

  static Header header(String key, String value) {
    return new RecordHeader(key, value.getBytes(StandardCharsets.UTF_8));
  }
}
