package dev.breakwater.operators.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A JSON Schema, compiled. Its draft is that of its {@code $schema}, else 2020-12; {@code format}
 * is asserted; references go into the schema itself or to the drafts' own schemas, never to the
 * network. Builds a tree of every document: the costly way to check.
 */
final class SchemaCheck {

  private static final ObjectMapper TREES =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .nodeFactory(new FiniteNumbers())
          .build();

  private final Schema schema;

  private SchemaCheck(Schema schema) {
    this.schema = schema;
  }

  /**
   * Compiles a schema.
   *
   * @throws IllegalArgumentException if it is none, saying what is wrong, to follow the key of an
   *     option
   */
  static SchemaCheck compile(String text) {
    JsonNode node = object(text);
    try {
      SchemaRegistry registry = registry();
      JsonNode draft = node.path("$schema");
      String dialect = draft.isTextual() ? draft.textValue() : registryDefault();
      List<String> violations =
          violations(registry.getSchema(SchemaLocation.of(dialect)).validate(node));
      if (!violations.isEmpty()) {
        throw new IllegalArgumentException(
            "is no valid JSON Schema: " + RuleCheck.summary(violations));
      }
      Schema schema = registry.getSchema(node);
      schema.initializeValidators();
      return new SchemaCheck(schema);
    } catch (SchemaException e) {
      throw new IllegalArgumentException("is no valid JSON Schema: " + e.getMessage(), e);
    }
  }

  private static JsonNode object(String text) {
    try {
      JsonNode node = TREES.readTree(text);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("is no JSON Schema: not a JSON object");
  }

  private static SchemaRegistry registry() {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).locale(Locale.ROOT).build();
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
  }

  private static String registryDefault() {
    return SpecificationVersion.DRAFT_2020_12.getDialectId();
  }

  /** Checks a document that is known to be well-formed. */
  void check(byte[] json) throws RejectedException {
    List<String> violations = violations(schema.validate(tree(json)));
    if (!violations.isEmpty()) {
      throw new RejectedException(
          Reason.INVALID, "does not match the schema: " + RuleCheck.summary(violations));
    }
  }

  private static JsonNode tree(byte[] json) throws RejectedException {
    try {
      return TREES.readTree(json);
    } catch (NumberTooLargeException | IOException e) {
      // Well-formed, so of the parser's own bounds it can only be that of the length of numbers.
      throw new RejectedException(Reason.INVALID, "has a number that is too large for a schema");
    }
  }

  /** The validator fails on infinity, and on huge decimals it computes for ever. */
  private static final class FiniteNumbers extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public NumericNode numberNode(double value) {
      if (Double.isInfinite(value)) {
        throw new NumberTooLargeException();
      }
      return super.numberNode(value);
    }
  }

  /** Gets out of the building of a tree; has no stack trace, since it is the data's doing. */
  private static final class NumberTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NumberTooLargeException() {
      super("number too large", null, false, false);
    }
  }

  /** Where and which keyword; the library's own messages contain values of the document. */
  private static List<String> violations(List<Error> errors) {
    List<String> violations = new ArrayList<>();
    for (Error error : errors) {
      String place = error.getInstanceLocation().toString();
      boolean missing = error.getKeyword().equals("required");
      violations.add(
          (place.isEmpty() ? "the document" : place)
              + " fails "
              + error.getKeyword()
              + (missing ? " of " + error.getProperty() : ""));
    }
    return violations;
  }
}
