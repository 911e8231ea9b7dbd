package dev.breakwater.operators.redrive;

import dev.breakwater.operators.event.RawRecord;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters by where they are: {@code [TOPIC-]PARTITION@OFFSET} or {@code …@FIRST-LAST}.
 *
 * @param topic empty for any
 * @param last inclusive
 */
record PositionRange(String topic, int partition, long first, long last) implements Serializable {

  private static final Pattern FORM =
      Pattern.compile("(?:([a-zA-Z0-9._-]{1,249})-)?([0-9]{1,9})@([0-9]{1,18})(?:-([0-9]{1,18}))?");

  /** Null when the text is something else. */
  static @Nullable PositionRange parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      return null;
    }
    long first = Long.parseLong(matcher.group(3));
    long last = matcher.group(4) == null ? first : Long.parseLong(matcher.group(4));
    if (last < first) {
      return null;
    }
    String topic = matcher.group(1) == null ? "" : matcher.group(1);
    return new PositionRange(topic, Integer.parseInt(matcher.group(2)), first, last);
  }

  boolean contains(RawRecord record) {
    return record.partition() == partition
        && record.offset() >= first
        && record.offset() <= last
        && (topic.isEmpty() || record.topic().equals(topic));
  }
}
