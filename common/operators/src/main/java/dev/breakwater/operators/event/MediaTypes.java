package dev.breakwater.operators.event;

import dev.breakwater.operators.event.CloudEvents.Mode;
import java.util.Locale;

/** What a content type says: which CloudEvents mode, and whether a payload is JSON. */
final class MediaTypes {

  static final String JSON = "application/json";

  private static final String ENVELOPE = "application/cloudevents";
  private static final String BATCH = "-batch";
  private static final String JSON_ENVELOPE = "application/cloudevents+json";

  private MediaTypes() {}

  /** The mode that a content type asks for; {@link Mode#NONE} for any other media type. */
  static Mode mode(byte[] contentType) {
    if (!startsWith(contentType, 0, ENVELOPE)) {
      return Mode.NONE;
    }
    if (contentType.length == ENVELOPE.length()) {
      return Mode.STRUCTURED;
    }
    if (startsWith(contentType, ENVELOPE.length(), BATCH)) {
      return Mode.BATCHED;
    }
    byte next = contentType[ENVELOPE.length()];
    return next == '+' || next == ';' || next == ' ' ? Mode.STRUCTURED : Mode.NONE;
  }

  /** Without regard to case; {@code lowerCase} holds no other letters. */
  private static boolean startsWith(byte[] text, int from, String lowerCase) {
    if (text.length - from < lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      int character = text[from + i];
      int lower = character >= 'A' && character <= 'Z' ? character | 0x20 : character;
      if (lower != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** True for {@code application/json}, {@code text/json}, {@code application/geo+json}… */
  static boolean isJson(String contentType) {
    int end = essenceEnd(contentType);
    return contentType.regionMatches(true, end - 5, "/json", 0, 5)
        || contentType.regionMatches(true, end - 5, "+json", 0, 5);
  }

  private static int essenceEnd(String contentType) {
    int end = contentType.indexOf(';');
    end = end < 0 ? contentType.length() : end;
    while (end > 0 && contentType.charAt(end - 1) == ' ') {
      end--;
    }
    return end;
  }

  /** Refuses envelopes other than JSON in UTF-8. */
  static void requireJsonEnvelope(String contentType) throws RejectedException {
    String essence = contentType.substring(0, essenceEnd(contentType));
    String charset = parameter(contentType, "charset");
    boolean utf8 = charset.isEmpty() || charset.equals("utf-8") || charset.equals("us-ascii");
    if (!essence.equalsIgnoreCase(JSON_ENVELOPE) || !utf8) {
      throw new RejectedException(
          Reason.INVALID,
          "content-type must be "
              + JSON_ENVELOPE
              + " in UTF-8, was "
              + AttributeText.shown(contentType));
    }
  }

  /** The value of a parameter in lower case and without quotes; empty where there is none. */
  private static String parameter(String contentType, String name) {
    int at = contentType.indexOf(';');
    while (at >= 0) {
      int end = contentType.indexOf(';', at + 1);
      String parameter = contentType.substring(at + 1, end < 0 ? contentType.length() : end).trim();
      if (parameter.regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
        String value = parameter.substring(name.length() + 1).trim();
        return value.replace("\"", "").toLowerCase(Locale.ROOT);
      }
      at = end;
    }
    return "";
  }
}
