package dev.breakwater.operators.decode;

import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.json.Found;
import dev.breakwater.operators.json.JsonScan;

/** Where the text of an attribute that every event has comes from. */
sealed interface TextSource {

  /** The text for the document that was just scanned; not empty. */
  String text() throws RejectedException;

  static TextSource of(String attribute, JsonMapping.Text mapping, JsonScan<Field> scan) {
    if (mapping instanceof JsonMapping.At at) {
      return new Pointed(attribute, scan.at(at.pointer()).keepText());
    }
    return new Fixed(((JsonMapping.Constant) mapping).value());
  }

  /** The text of a field that must have one: a string, or an integer as it is written. */
  static String text(String attribute, Field field) throws RejectedException {
    String text = field.text();
    boolean written = field.found() == Found.STRING || field.found() == Found.INTEGER;
    if (text == null || !written) {
      throw new RejectedException(
          Reason.INVALID,
          "%s must be a string or an integer at %s, was %s"
              .formatted(attribute, field.name(), field.found()));
    }
    return text;
  }

  /** The same for all documents. */
  record Fixed(String text) implements TextSource {}

  /** From a field of the document. */
  record Pointed(String attribute, Field field) implements TextSource {

    @Override
    public String text() throws RejectedException {
      return TextSource.text(attribute, field);
    }
  }
}
