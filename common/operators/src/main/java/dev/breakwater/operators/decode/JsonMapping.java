package dev.breakwater.operators.decode;

import dev.breakwater.operators.json.JsonPointer;
import dev.breakwater.operators.time.TimeFormat;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where the attributes of plain JSON records come from.
 *
 * @param time null if records say no time: then the timestamp of the record is the event's
 * @param timeFormat how {@code time} is written
 */
public record JsonMapping(
    Id id,
    Text source,
    Text type,
    @Nullable JsonPointer subject,
    @Nullable JsonPointer time,
    TimeFormat timeFormat)
    implements Serializable {

  /** Where an id comes from. */
  public sealed interface Id extends Serializable {}

  /** Where a source or a type comes from. */
  public sealed interface Text extends Serializable {}

  /** The value at a pointer: a string, or an integer as it is written. */
  public record At(JsonPointer pointer) implements Id, Text {}

  /** The same for all records. */
  public record Constant(String value) implements Text {}

  /** The value of the record's last header of this name. */
  public record Header(String name) implements Id {}

  /** A hash of the record's value: equal values are one event. */
  public record Digest() implements Id {}

  /** Topic, partition and offset of the record: every record is an event of its own. */
  public record Position() implements Id {}
}
