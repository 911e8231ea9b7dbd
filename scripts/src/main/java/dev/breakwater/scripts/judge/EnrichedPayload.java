package dev.breakwater.scripts.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.testkit.service.Airports;
import dev.breakwater.testkit.verdict.Reading;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a flight was before its airport was added: takes away the last member of its payload if it
 * is the very one that belongs there, by what the record says of its lookup; else null, which is
 * nobody's payload.
 */
public final class EnrichedPayload
    implements Function<ConsumerRecord<byte[], byte[]>, byte @Nullable []> {

  /** The header that says what became of the lookup. */
  public static final String LOOKUP = "breakwater-lookup";

  /** What {@code lookup.default} must be set to. */
  public static final String DEFAULT = "{\"iata\":null}";

  private final Airports airports = Airports.load();

  @Override
  public byte @Nullable [] apply(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    String lookup = Reading.header(LOOKUP).apply(record);
    if (value == null || lookup == null) {
      return null;
    }
    if (lookup.equals("absent")) {
      return value;
    }
    String origin = Reading.jsonText("origin").apply(record);
    String airport =
        lookup.equals("default") ? DEFAULT : origin == null ? null : airports.json(origin);
    String text = new String(value, UTF_8);
    String added = ",\"airport\":" + airport + "}";
    return airport != null && text.endsWith(added)
        ? (text.substring(0, text.length() - added.length()) + "}").getBytes(UTF_8)
        : null;
  }
}
