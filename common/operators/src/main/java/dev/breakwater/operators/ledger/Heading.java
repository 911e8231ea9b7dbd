package dev.breakwater.operators.ledger;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * What a line of the books is headed.
 *
 * @param name of the exit or output; empty where records come in
 */
record Heading(Boundary boundary, String name) implements Serializable {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  Heading {
    boolean unnamed = boundary == Boundary.READ || boundary == Boundary.RECEIVED;
    if (!unnamed && !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name of a boundary must be lower-case letters, digits and '-', was " + name);
    }
  }

  /** Stable for ever: names an operator in savepoints. */
  String uid() {
    return Ledger.UID + '-' + boundary.code() + (name.isEmpty() ? "" : '-' + name);
  }
}
