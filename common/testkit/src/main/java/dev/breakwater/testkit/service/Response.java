package dev.breakwater.testkit.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** An answer and what is done after it. */
final class Response {

  private final Ending ending;
  private final byte[] bytes;
  private final boolean last;

  private Response(Ending ending, byte[] bytes, boolean last) {
    this.ending = ending;
    this.bytes = bytes;
    this.last = last;
  }

  /** How the call ended. */
  Ending ending() {
    return ending;
  }

  /** The whole answer, head and body. */
  byte[] bytes() {
    return bytes;
  }

  /** Whether the connection is ended by it. */
  boolean last() {
    return last;
  }

  static Response ok(String json) {
    return of(Ending.OK, "200 OK", "", json);
  }

  static Response notFound() {
    return of(Ending.NOT_FOUND, "404 Not Found", "", "{\"error\":\"not found\"}");
  }

  static Response refused() {
    byte[] bytes = http("405 Method Not Allowed", "Connection: close\r\n", 0, "");
    return new Response(Ending.REFUSED, bytes, true);
  }

  static Response error() {
    return of(Ending.ERROR, "500 Internal Server Error", "", "{\"error\":\"out of order\"}");
  }

  static Response busy(long seconds) {
    String retryAfter = "Retry-After: %d\r\n".formatted(seconds);
    return of(Ending.BUSY, "429 Too Many Requests", retryAfter, "{\"error\":\"too many\"}");
  }

  /** What is left of a proper answer. */
  static Response garbage(Fault.Garbage garbage, String json) {
    int half = json.length() / 2;
    return switch (garbage) {
      case NOT_JSON -> of(Ending.GARBAGE, "200 OK", "", "<html><body>Welcome</body></html>");
      case NOT_HTTP -> garbage("\0\1\2\3\r\n\r\n".getBytes(US_ASCII), true);
      case TRUNCATED -> garbage(http("200 OK", "", json.length(), json.substring(0, half)), true);
      case WRONG_LENGTH -> garbage(http("200 OK", "", half, json), false);
    };
  }

  private static Response garbage(byte[] bytes, boolean last) {
    return new Response(Ending.GARBAGE, bytes, last);
  }

  private static Response of(Ending ending, String status, String headers, String json) {
    return new Response(ending, http(status, headers, json.length(), json), false);
  }

  private static byte[] http(String status, String headers, int length, String body) {
    return """
        HTTP/1.1 %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        %s\r
        %s"""
        .formatted(status, length, headers, body)
        .getBytes(US_ASCII);
  }
}
