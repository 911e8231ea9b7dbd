package dev.breakwater.operators.lookup;

import com.fasterxml.jackson.core.JsonPointer;

/** Understands what came back from a call. Thread-safe. */
final class AnswerReader {

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int MULTIPLE_CHOICES = 300;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PROXY_AUTHENTICATION = 407;
  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final AnswerRules rules;
  private final JsonPointer pointer;

  AnswerReader(AnswerRules rules) {
    this.rules = rules;
    this.pointer = JsonPointer.compile(rules.pointer());
  }

  /**
   * What an answer comes to.
   *
   * @param retryAfterMillis 0 where it does not say
   */
  Reply read(int status, BoundedBody.Body body, long retryAfterMillis) {
    Ending ending = ending(status);
    return ending == Ending.ANSWERED
        ? value(body)
        : new Reply(ending, null, "answered with status " + status, retryAfterMillis);
  }

  private static Ending ending(int status) {
    return switch (status) {
      case NO_CONTENT, NOT_FOUND, GONE -> Ending.ABSENT;
      case UNAUTHORIZED, FORBIDDEN, PROXY_AUTHENTICATION -> Ending.DENIED;
      case TOO_MANY_REQUESTS -> Ending.OVERLOADED;
      default -> ofClass(status);
    };
  }

  private static Ending ofClass(int status) {
    if (status >= OK && status < MULTIPLE_CHOICES) {
      return Ending.ANSWERED;
    }
    return status >= MULTIPLE_CHOICES && status < SERVER_ERROR ? Ending.REFUSED : Ending.ERROR;
  }

  private Reply value(BoundedBody.Body body) {
    if (body.tooLarge()) {
      return Reply.of(Ending.GARBAGE, "answer is larger than " + rules.maxBytes() + " B");
    }
    byte[] value = JsonValue.at(body.bytes(), pointer);
    if (value == null) {
      String what = rules.pointer().isEmpty() ? "" : ", or has nothing at " + rules.pointer();
      return Reply.of(Ending.GARBAGE, "answer is not JSON" + what);
    }
    return Reply.answered(value);
  }
}
