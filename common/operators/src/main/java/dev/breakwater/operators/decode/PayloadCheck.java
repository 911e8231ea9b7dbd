package dev.breakwater.operators.decode;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import org.jspecify.annotations.Nullable;

/** The rules for the payloads of CloudEvents that are JSON. Used by one thread. */
final class PayloadCheck {

  private static final String[] JSON_SUFFIXES = {"/json", "+json"};

  private final JsonScan scan;
  private final RuleCheck rules;

  PayloadCheck(PayloadRules rules, int maxDepth) {
    this.scan = new JsonScan(maxDepth);
    this.rules = new RuleCheck(rules, scan);
  }

  void check(Event event) throws RejectedException {
    if (!isJson(event.attributes().dataContentType())) {
      return;
    }
    byte[] data = event.data();
    if (data != null) {
      scan.scan(data);
      rules.check(data);
    } else if (rules.needsPayload()) {
      throw new RejectedException(Reason.INVALID, "has no payload, but there are rules for it");
    }
  }

  /** A payload of no type is taken for JSON, as CloudEvents has it. */
  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    int semicolon = contentType.indexOf(';');
    int end = semicolon < 0 ? contentType.length() : semicolon;
    while (end > 0 && contentType.charAt(end - 1) == ' ') {
      end--;
    }
    for (String suffix : JSON_SUFFIXES) {
      int start = end - suffix.length();
      if (start > 0 && contentType.regionMatches(true, start, suffix, 0, suffix.length())) {
        return true;
      }
    }
    return false;
  }
}
