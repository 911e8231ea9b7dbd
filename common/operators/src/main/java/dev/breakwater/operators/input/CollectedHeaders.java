package dev.breakwater.operators.input;

import dev.breakwater.operators.event.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of a record that are being put together from what another broker's message has. */
public final class CollectedHeaders {

  private static final int CLOUD_EVENTS_LENGTH = "cloudEvents_".length();

  private final List<String> names = new ArrayList<>();
  private final List<byte @Nullable []> values = new ArrayList<>();

  /**
   * A property's name as that of a header: attributes of CloudEvents ({@code cloudEvents_id},
   * {@code cloudEvents:id}) become {@code ce_id} and so on.
   */
  public static String name(String property) {
    boolean cloudEvents =
        property.startsWith("cloudEvents_") || property.startsWith("cloudEvents:");
    return cloudEvents ? "ce_" + property.substring(CLOUD_EVENTS_LENGTH) : property;
  }

  /** Adds a text that says something. */
  public void add(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  public void add(String name, byte @Nullable [] value) {
    names.add(name);
    values.add(value);
  }

  /** All of them, in their order. */
  public Headers headers() {
    return names.isEmpty()
        ? Headers.EMPTY
        : new Headers(names.toArray(new String[0]), values.toArray(new byte[0][]));
  }
}
