package dev.breakwater.operators.decode;

import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How records become events.
 *
 * @param format what records are taken for
 * @param mapping of plain JSON, if any is expected
 * @param rules for JSON payloads
 */
public record DecodeConfig(
    Format format, @Nullable JsonMapping mapping, PayloadRules rules, DecodeLimits limits)
    implements Serializable {

  /** What records are taken for. */
  public enum Format {
    /** What their headers say: CloudEvents, else plain JSON if there is a mapping. */
    AUTO,
    CLOUDEVENTS,
    /** Plain JSON, whatever their headers say. */
    JSON
  }

  public DecodeConfig {
    if (format == Format.JSON && mapping == null) {
      throw new IllegalArgumentException("format json needs a mapping");
    }
  }

  /** Whether the id of an event may be where its record was read. */
  public boolean idsArePositions() {
    return mapping != null && mapping.id() instanceof JsonMapping.Position;
  }

  /** Reads {@link DecodeOptions}; a schema's file is read here, its text goes into the config. */
  public static DecodeConfig from(Settings settings) {
    return new ConfigReader(settings).read();
  }
}
