package dev.breakwater.operators.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** One place of the documents that a scan goes through, and what the current one has there. */
public interface Place {

  /** A new document begins: nothing is there until it is met. */
  void clear();

  /** Looks at the value that the parser is at; it must not move the parser. */
  void meet(JsonToken token, JsonParser parser) throws IOException;
}
