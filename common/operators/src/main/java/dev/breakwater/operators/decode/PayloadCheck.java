package dev.breakwater.operators.decode;

import dev.breakwater.operators.event.CloudEvents;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.json.JsonScan;

/** The rules for the payloads of CloudEvents that are JSON. Used by one thread. */
final class PayloadCheck {

  private final JsonScan<Field> scan;
  private final RuleCheck rules;

  PayloadCheck(PayloadRules rules, int maxDepth) {
    this.scan = new JsonScan<>(maxDepth, Field::new);
    this.rules = new RuleCheck(rules, scan);
  }

  void check(Event event) throws RejectedException {
    if (!CloudEvents.isJson(event.attributes().dataContentType())) {
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
}
