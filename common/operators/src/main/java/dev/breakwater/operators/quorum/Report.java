package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.quorum.Group.Spot;
import dev.breakwater.operators.time.Rfc3339;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes discrepancies as CloudEvents with a JSON payload. For one thread. */
final class Report {

  /** The type of an event about a result. */
  static final String RESULT_TYPE = "dev.breakwater.discrepancy";

  /** The type of an event about a replica. */
  static final String REPLICA_TYPE = "dev.breakwater.replica";

  private static final int LONGEST_NAME = 2_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final List<String> names;
  private final String source;
  private final int payloadLimit;

  /**
   * What became of a replica.
   *
   * @param subtask that sees it so
   */
  record Change(int replica, String is, String was, int subtask) {}

  Report(QuorumConfig config) {
    this.names = config.names();
    this.source = "breakwater/" + config.instance();
    this.payloadLimit = config.payloadLimit();
  }

  /** About a result that is still open. */
  Event finding(FindingKind kind, Ballot ballot, int replicas, long now) {
    byte[] payload =
        json(
            out -> {
              head(out, kind, ballot.source(), ballot.id(), ballot.time());
              replicas(out, "replicas", replicas);
              replicas(
                  out,
                  "emitted",
                  ballot.isEmitted() ? ballot.group(ballot.emitted()).members() : 0);
              out.writeArrayFieldStart("said");
              for (int i = 0; i < ballot.groups(); i++) {
                group(out, ballot.group(i), payloadLimit / ballot.groups());
              }
              out.writeEndArray();
            });
    return event(
        id(kind, ballot.source(), ballot.id(), replicas),
        RESULT_TYPE,
        subject(ballot.source(), ballot.id()),
        payload,
        now);
  }

  /** About one copy, of a result that is closed or that the replica delivered before. */
  Event contradiction(FindingKind kind, Event copy, int replica, Digest digest, long now) {
    RawRecord record = copy.record();
    Spot spot = new Spot(record.topic(), record.partition(), record.offset());
    Group said = new Group(digest, replica, Group.NO_COUNT, spot);
    said.hold(copy);
    byte[] payload =
        json(
            out -> {
              head(out, kind, copy.source(), copy.id(), copy.time());
              replicas(out, "replicas", 1 << replica);
              out.writeArrayFieldStart("said");
              group(out, said, payloadLimit);
              out.writeEndArray();
            });
    return event(
        id(kind, copy.source(), copy.id(), 1 << replica) + '/' + spot,
        RESULT_TYPE,
        subject(copy.source(), copy.id()),
        payload,
        now);
  }

  /** About a replica. */
  Event change(Change change, long now) {
    String name = names.get(change.replica());
    byte[] payload =
        json(
            out -> {
              out.writeStringField("replica", name);
              out.writeStringField("is", change.is());
              out.writeStringField("was", change.was());
              out.writeStringField("at", text(now));
              out.writeNumberField("subtask", change.subtask());
            });
    return event(
        name + '/' + change.is() + '/' + change.subtask() + '/' + now,
        REPLICA_TYPE,
        name,
        payload,
        now);
  }

  private void head(JsonGenerator out, FindingKind kind, String of, String id, long time)
      throws IOException {
    out.writeStringField("finding", kind.code());
    out.writeStringField("source", capped(of));
    out.writeStringField("id", capped(id));
    out.writeStringField("time", text(time));
  }

  private void group(JsonGenerator out, Group group, int limit) throws IOException {
    out.writeStartObject();
    replicas(out, "replicas", group.members());
    out.writeStringField("digest", group.digest().toString());
    if (group.count() != Group.NO_COUNT) {
      out.writeNumberField("count", Double.longBitsToDouble(group.count()));
    }
    if (group.spot() != null) {
      out.writeStringField("position", group.spot().toString());
    }
    byte[] data = group.held() == null ? null : group.held().data();
    if (data != null) {
      out.writeNumberField("size", data.length);
      out.writeStringField("payload", new String(data, 0, Math.min(limit, data.length), UTF_8));
    }
    out.writeEndObject();
  }

  private void replicas(JsonGenerator out, String field, int members) throws IOException {
    out.writeArrayFieldStart(field);
    for (int rest = members; rest != 0; rest &= rest - 1) {
      out.writeString(names.get(Ballot.highest(rest)));
    }
    out.writeEndArray();
  }

  private String id(FindingKind kind, String of, String id, int replicas) {
    StringBuilder text = new StringBuilder(kind.code()).append('/');
    for (int rest = replicas; rest != 0; rest &= rest - 1) {
      text.append(names.get(Ballot.highest(rest))).append(rest == (rest & -rest) ? "/" : "+");
    }
    return text.append(subject(of, id)).toString();
  }

  private static String subject(String of, String id) {
    return capped(of) + '/' + capped(id);
  }

  private Event event(String id, String type, String subject, byte[] payload, long now) {
    Attributes attributes =
        new Attributes(id, source, type, subject, text(now), "application/json", null, List.of());
    RawRecord record = RawRecord.made(now, subject.getBytes(UTF_8), payload);
    return new Event(record, attributes, now, payload);
  }

  /** Names come from outside, and a discrepancy must fit into its topic. */
  private static String capped(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /** A time that no text can say, of a broken clock, is shown as the nearest that one can. */
  private static String text(long time) {
    return Rfc3339.format(Math.max(Rfc3339.MIN_MILLIS, Math.min(Rfc3339.MAX_MILLIS, time)));
  }

  private static byte[] json(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      body.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /** The fields of a payload. */
  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }
}
