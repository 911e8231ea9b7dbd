package dev.breakwater.operators.audit;

import static dev.breakwater.operators.ledger.BookJson.number;
import static dev.breakwater.operators.ledger.BookJson.text;
import static dev.breakwater.operators.ledger.BookJson.time;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.BookJson;
import dev.breakwater.operators.time.Rfc3339;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Verdicts as JSON. */
final class VerdictJson {

  private VerdictJson() {}

  static byte[] write(Verdict verdict) {
    return BookJson.write(out -> write(verdict, out));
  }

  private static void write(Verdict verdict, JsonGenerator out) throws IOException {
    out.writeStringField("equation", verdict.account().equation().code());
    out.writeStringField("topic", verdict.account().topic());
    out.writeStringField("job", verdict.account().job());
    BookJson.writeBucket(verdict.bucket(), out);
    out.writeNumberField("size_ms", verdict.sizeMs());
    out.writeStringField("verdict", verdict.ruling().code());
    out.writeNumberField("difference", verdict.difference());
    writeSide("debit", verdict.debit(), out);
    writeSide("credit", verdict.credit(), out);
    out.writeNumberField("revision", verdict.revision());
    out.writeStringField("closed_at", Rfc3339.format(verdict.closedAt()));
  }

  private static void writeSide(String name, Side side, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart(name);
    writeSum(side.total(), out);
    out.writeObjectFieldStart("by");
    for (Map.Entry<String, Sum> part : side.parts().entrySet()) {
      out.writeObjectFieldStart(part.getKey());
      writeSum(part.getValue(), out);
      out.writeEndObject();
    }
    out.writeEndObject();
    writeAges(side.ages(), out);
    out.writeEndObject();
  }

  /** The quantiles are for people, who need not add up; whoever does takes the ages themselves. */
  private static void writeAges(Ages ages, JsonGenerator out) throws IOException {
    if (ages.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("age_ms");
    out.writeNumberField("count", ages.count());
    out.writeNumberField("p50", ages.p50());
    out.writeNumberField("p95", ages.p95());
    out.writeNumberField("p99", ages.p99());
    ages.write(out);
    out.writeEndObject();
  }

  private static void writeSum(Sum sum, JsonGenerator out) throws IOException {
    BookJson.writeSum(sum.count(), sum.checksum(), out);
  }

  static Verdict read(byte[] json) throws RejectedException {
    JsonNode object = BookJson.read(json, "a verdict");
    return new Verdict(
        new Account(equation(object), text(object, "topic"), text(object, "job")),
        BookJson.bucket(object),
        number(object, "size_ms"),
        ruling(object),
        side(object, "debit"),
        side(object, "credit"),
        (int) number(object, "revision"),
        time(object, "closed_at"));
  }

  private static Equation equation(JsonNode object) throws RejectedException {
    String code = text(object, "equation");
    Equation equation = Equation.byCode(code);
    if (equation == null) {
      throw BookJson.wrong("equation", "job or topic", code);
    }
    return equation;
  }

  private static Ruling ruling(JsonNode object) throws RejectedException {
    String code = text(object, "verdict");
    Ruling ruling = Ruling.byCode(code);
    if (ruling == null) {
      throw BookJson.wrong("verdict", "one that is known", code);
    }
    return ruling;
  }

  private static Side side(JsonNode object, String name) throws RejectedException {
    JsonNode side = object.path(name);
    SortedMap<String, Sum> parts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> part : side.path("by").properties()) {
      parts.put(part.getKey(), sum(part.getValue()));
    }
    return new Side(sum(side), parts, Ages.parse(side.get("age_ms")));
  }

  private static Sum sum(JsonNode object) throws RejectedException {
    return new Sum(number(object, "count"), BookJson.checksum(object));
  }
}
