package dev.breakwater.operators.ledger;

import static dev.breakwater.operators.ledger.BookJson.number;
import static dev.breakwater.operators.ledger.BookJson.text;
import static dev.breakwater.operators.ledger.BookJson.time;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.time.Rfc3339;
import java.io.IOException;

/** Entries as JSON. */
final class EntryJson {

  private EntryJson() {}

  static byte[] write(LedgerEntry entry) {
    return BookJson.write(out -> write(entry, out));
  }

  private static void write(LedgerEntry entry, JsonGenerator out) throws IOException {
    out.writeStringField("job", entry.job());
    out.writeStringField("boundary", entry.boundary().code());
    out.writeStringField("name", entry.name());
    out.writeStringField("topic", entry.topic());
    BookJson.writeBucket(entry.bucket(), out);
    out.writeNumberField("size_ms", entry.sizeMs());
    BookJson.writeSum(entry.count(), entry.checksum(), out);
    out.writeStringField("booked_at", Rfc3339.format(entry.bookedAt()));
    if (!entry.ages().isEmpty()) {
      out.writeObjectFieldStart("age_ms");
      entry.ages().write(out);
      out.writeEndObject();
    }
  }

  static LedgerEntry read(byte[] json) throws RejectedException {
    JsonNode object = BookJson.read(json, "a ledger entry");
    try {
      return new LedgerEntry(
          text(object, "job"),
          boundary(text(object, "boundary")),
          text(object, "name"),
          text(object, "topic"),
          BookJson.bucket(object),
          number(object, "size_ms"),
          number(object, "count"),
          BookJson.checksum(object),
          time(object, "booked_at"),
          Ages.parse(object.get("age_ms")));
    } catch (IllegalArgumentException e) {
      throw new RejectedException(Reason.INVALID, String.valueOf(e.getMessage()));
    }
  }

  private static Boundary boundary(String code) throws RejectedException {
    Boundary boundary = Boundary.byCode(code);
    if (boundary == null) {
      throw BookJson.wrong("boundary", "read, exit, written or received", code);
    }
    return boundary;
  }
}
