package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** A header whose value is mostly the one it had before: made again only when it changes. */
final class RepeatedHeader {

  private final String name;
  private @Nullable String value;
  private @Nullable Header header;

  RepeatedHeader(String name) {
    this.name = name;
  }

  Header of(String newValue) {
    Header last = header;
    if (last != null && newValue.equals(value)) {
      return last;
    }
    Header next = new RecordHeader(name, newValue.getBytes(UTF_8));
    header = next;
    value = newValue;
    return next;
  }
}
