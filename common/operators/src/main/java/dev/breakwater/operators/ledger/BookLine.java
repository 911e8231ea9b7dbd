package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import java.util.function.Consumer;

/**
 * The line of one subtask: what was added to it since it was closed. For one thread.
 *
 * <p>Remembers of which topic and source the last record was, since the next one mostly is of the
 * same: then only what tells the two apart has to be hashed.
 */
final class BookLine implements Line {

  private final Heading heading;
  private final Tally tally;
  private final Runnable whenFull;
  private long now;
  private String topic = "";
  private long ofTopic = Identities.seedOfOrigin(topic);
  private String source = "";
  private long ofSource = Identities.seedOfEvent(source);

  /**
   * @param whenFull closes it
   */
  BookLine(Heading heading, long bucketMillis, Runnable whenFull) {
    this.heading = heading;
    this.tally = new Tally(bucketMillis);
    this.whenFull = whenFull;
  }

  /** What is added now is as old as it is at this time. */
  void at(long time) {
    now = time;
  }

  @Override
  public void add(String topic, String detail, long time, long identity) {
    if (tally.isFull()) {
      whenFull.run();
    }
    tally.add(topic, detail, time, identity, now);
  }

  @Override
  public long ofOrigin(RawRecord record) {
    if (!topic.equals(record.topic())) {
      topic = record.topic();
      ofTopic = Identities.seedOfOrigin(topic);
    }
    return Identities.ofOrigin(ofTopic, record.partition(), record.offset());
  }

  @Override
  public long ofEvent(Event event) {
    if (!source.equals(event.source())) {
      source = event.source();
      ofSource = Identities.seedOfEvent(source);
    }
    return Identities.ofEvent(ofSource, event.id());
  }

  Heading heading() {
    return heading;
  }

  /** Each account once; none is left afterwards. */
  void drain(Consumer<Tally.Account> visitor) {
    tally.drain(visitor);
  }
}
