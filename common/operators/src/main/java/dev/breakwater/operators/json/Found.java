package dev.breakwater.operators.json;

import com.fasterxml.jackson.core.JsonToken;

/** What a document has at a place. */
public enum Found {
  NOTHING("nothing"),
  NULL("null"),
  STRING("a string"),
  INTEGER("an integer"),
  NUMBER("a number that is no integer"),
  BOOLEAN("a boolean"),
  OBJECT("an object"),
  ARRAY("an array");

  private final String text;

  Found(String text) {
    this.text = text;
  }

  /** What begins with this token. */
  public static Found of(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> STRING;
      case VALUE_NUMBER_INT -> INTEGER;
      case VALUE_NUMBER_FLOAT -> NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> BOOLEAN;
      case VALUE_NULL -> NULL;
      case START_OBJECT -> OBJECT;
      default -> ARRAY;
    };
  }

  /** With its article, for messages. */
  @Override
  public String toString() {
    return text;
  }
}
