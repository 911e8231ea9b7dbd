package dev.breakwater.operators.decode;

import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.json.JsonPointer;
import dev.breakwater.operators.json.JsonScan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules, checked on the documents that a scan goes through. Used by one thread. */
final class RuleCheck {

  /** So many violations are named in a message, the others counted. */
  static final int NAMED = 3;

  private final boolean needsPayload;
  private final Field[] fields;
  private final @Nullable SchemaCheck schema;

  RuleCheck(PayloadRules rules, JsonScan<Field> scan) {
    List<Field> asked = new ArrayList<>();
    for (JsonPointer pointer : rules.required()) {
      Field field = scan.at(pointer);
      field.require();
      asked.add(field);
    }
    rules
        .types()
        .forEach(
            (pointer, type) -> {
              Field field = scan.at(pointer);
              field.require(type);
              asked.add(field);
            });
    this.fields = asked.stream().distinct().toArray(Field[]::new);
    this.schema = rules.schema() == null ? null : SchemaCheck.compile(rules.schema());
    this.needsPayload = !rules.required().isEmpty() || schema != null;
  }

  /** True if a record without a payload breaks these rules. */
  boolean needsPayload() {
    return needsPayload;
  }

  /** Checks the document that was just scanned. */
  void check(byte[] json) throws RejectedException {
    for (Field field : fields) {
      if (field.violation() != null) {
        throw new RejectedException(Reason.INVALID, violations());
      }
    }
    if (schema != null) {
      schema.check(json);
    }
  }

  private String violations() {
    List<String> violations = new ArrayList<>();
    for (Field field : fields) {
      String violation = field.violation();
      if (violation != null) {
        violations.add(violation);
      }
    }
    return summary(violations);
  }

  /** The first few, and how many more there are. */
  static String summary(List<String> violations) {
    int named = Math.min(NAMED, violations.size());
    String text = String.join("; ", violations.subList(0, named));
    int more = violations.size() - named;
    return more == 0 ? text : text + "; and " + more + " more";
  }
}
