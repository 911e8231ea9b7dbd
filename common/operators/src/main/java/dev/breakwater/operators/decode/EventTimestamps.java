package dev.breakwater.operators.decode;

import dev.breakwater.operators.event.CloudEvents;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.time.Rfc3339;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;

/**
 * The times of events before their records are decoded, since watermarks per partition can only be
 * made in the source.
 *
 * <p>Of CloudEvents in binary mode one header is read. Other records are decoded for it, a second
 * time. A record that holds no event has no time and does not move the watermark; one in binary
 * mode that is refused for another reason than its time does.
 */
public final class EventTimestamps implements TimestampAssigner<RawRecord> {

  private final DecodeConfig.Format format;
  private final Decoder decoder;

  private EventTimestamps(DecodeConfig config) {
    this.format = config.format();
    this.decoder = new Decoder(config);
  }

  /** For {@code WatermarkStrategy.withTimestampAssigner}. */
  public static TimestampAssignerSupplier<RawRecord> of(DecodeConfig config) {
    return context -> new EventTimestamps(config);
  }

  @Override
  public long extractTimestamp(RawRecord record, long recordTimestamp) {
    if (format != DecodeConfig.Format.JSON && CloudEvents.mode(record) == CloudEvents.Mode.BINARY) {
      return CloudEvents.timeOfBinary(record);
    }
    // Times ahead of the clock are left to the watermarks, which do not believe them.
    return decoder.decode(record, Rfc3339.MAX_MILLIS) instanceof Event event
        ? event.time()
        : NO_TIMESTAMP;
  }
}
