package dev.breakwater.operators.event;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Outcomes in binary form: one byte that says which, then the event or dead letter. */
public final class OutcomeSerializer extends EnvelopeSerializer<Outcome> {

  private static final long serialVersionUID = 1L;

  private static final int EVENT = 0;
  private static final int DEAD_LETTER = 1;

  private final transient EventSerializer events;
  private final transient DeadLetterSerializer deadLetters;

  public OutcomeSerializer() {
    Texts texts = new Texts();
    this.events = new EventSerializer(texts);
    this.deadLetters = new DeadLetterSerializer(texts);
  }

  @Override
  public OutcomeSerializer duplicate() {
    return new OutcomeSerializer();
  }

  @Override
  public Outcome createInstance() {
    return events.createInstance();
  }

  @Override
  public void serialize(Outcome outcome, DataOutputView out) throws IOException {
    if (outcome instanceof Event event) {
      out.writeByte(EVENT);
      events.serialize(event, out);
    } else if (outcome instanceof DeadLetter letter) {
      out.writeByte(DEAD_LETTER);
      deadLetters.serialize(letter, out);
    }
  }

  @Override
  public Outcome deserialize(DataInputView in) throws IOException {
    int which = in.readByte();
    return switch (which) {
      case EVENT -> events.deserialize(in);
      case DEAD_LETTER -> deadLetters.deserialize(in);
      default ->
          throw new IOException(
              "outcome must be 0 (event) or 1 (dead letter), was " + which + ": the data is torn");
    };
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** The version of this serializer's binary form. */
  public static final class Snapshot extends EnvelopeSnapshot<Outcome> {
    public Snapshot() {
      super(OutcomeSerializer::new);
    }
  }
}
