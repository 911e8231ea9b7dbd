package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** The key that a record is written with: its own, else the subject, else the id of its event. */
public final class OutputKey {

  private OutputKey() {}

  public static byte[] of(Event event) {
    byte[] key = event.record().key();
    if (key != null) {
      return key;
    }
    String subject = event.attributes().subject();
    return (subject != null ? subject : event.id()).getBytes(UTF_8);
  }

  /**
   * The key that the event of a record would have had, where the record tells it without being
   * decoded and others may have it too: its own, else the subject in its headers; else null.
   */
  public static byte @Nullable [] ofUndecoded(RawRecord record) {
    byte[] key = record.key();
    return key != null ? key : record.headers().last(HeaderNames.SUBJECT);
  }
}
