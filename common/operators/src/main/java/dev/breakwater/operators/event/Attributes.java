package dev.breakwater.operators.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents 1.0 context attributes of an event.
 *
 * @param id identifies the event within its source; not empty
 * @param source who made the event, a URI reference; not empty
 * @param type the kind of event; not empty
 * @param subject what the event is about, if said
 * @param time when it happened, as RFC 3339 text in the precision of its producer, if said
 * @param dataContentType the media type of the payload, if said
 * @param dataSchema the schema of the payload, a URI, if said
 * @param extensions extension attributes: name, value, name, value…
 */
public record Attributes(
    String id,
    String source,
    String type,
    @Nullable String subject,
    @Nullable String time,
    @Nullable String dataContentType,
    @Nullable String dataSchema,
    List<String> extensions) {}
