package dev.breakwater.operators.decode;

import dev.breakwater.operators.json.JsonPointer;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JSON payloads have to keep.
 *
 * @param required values that must be there and must not be null, unless their type allows null
 * @param types the types of values that may be there
 * @param schema the text of a JSON Schema, if there is one
 */
public record PayloadRules(
    List<JsonPointer> required, Map<JsonPointer, FieldType> types, @Nullable String schema)
    implements Serializable {

  public static final PayloadRules NONE = new PayloadRules(List.of(), Map.of(), null);

  /** The maps and lists of the JDK that are made here can be serialized. */
  public PayloadRules {
    required = List.copyOf(required);
    types = Map.copyOf(types);
  }

  boolean none() {
    return required.isEmpty() && types.isEmpty() && schema == null;
  }
}
