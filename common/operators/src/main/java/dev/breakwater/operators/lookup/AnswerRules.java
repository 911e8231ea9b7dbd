package dev.breakwater.operators.lookup;

import com.fasterxml.jackson.core.JsonPointer;
import dev.breakwater.operators.config.Settings;
import java.io.Serializable;

/**
 * What is taken of an answer.
 *
 * @param pointer JSON pointer to it; empty for all of it
 * @param maxBytes a larger answer is none
 */
record AnswerRules(String pointer, int maxBytes) implements Serializable {

  private static final long LARGEST = 64L << 20;

  static AnswerRules from(Settings settings) {
    String pointer = settings.get(LookupOptions.ANSWER);
    if (!isPointer(pointer)) {
      settings.reject(
          LookupOptions.ANSWER, "must be a JSON pointer", "empty, or one that starts with /");
      pointer = "";
    }
    long size = settings.get(LookupOptions.MAX_ANSWER_SIZE).getBytes();
    if (size < 1 || size > LARGEST) {
      settings.reject(LookupOptions.MAX_ANSWER_SIZE, "is out of range", "1 byte to 64 mb");
      size = LookupOptions.MAX_ANSWER_SIZE.defaultValue().getBytes();
    }
    return new AnswerRules(pointer, Math.toIntExact(size));
  }

  static boolean isPointer(String text) {
    try {
      JsonPointer.compile(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
