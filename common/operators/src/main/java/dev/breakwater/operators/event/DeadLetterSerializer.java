package dev.breakwater.operators.event;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Dead letters in binary form; the reason as its code, which is stable for ever. */
public final class DeadLetterSerializer extends EnvelopeSerializer<DeadLetter> {

  private static final long serialVersionUID = 1L;

  private static final Map<String, Reason> REASONS = Reason.byCode();
  private static final DeadLetter BLANK =
      new DeadLetter(RawRecordSerializer.BLANK, Reason.MALFORMED, "", "", null, 0);

  private final transient Texts texts;
  private final transient RawRecordSerializer records;

  public DeadLetterSerializer() {
    this(new Texts());
  }

  DeadLetterSerializer(Texts texts) {
    this.texts = texts;
    this.records = new RawRecordSerializer(texts);
  }

  @Override
  public DeadLetterSerializer duplicate() {
    return new DeadLetterSerializer();
  }

  @Override
  public DeadLetter createInstance() {
    return BLANK;
  }

  @Override
  public void serialize(DeadLetter letter, DataOutputView out) throws IOException {
    records.serialize(letter.record(), out);
    texts.write(letter.reason().code(), out);
    texts.write(letter.stage(), out);
    texts.write(letter.message(), out);
    String exceptionClass = letter.exceptionClass();
    out.writeBoolean(exceptionClass != null);
    if (exceptionClass != null) {
      texts.write(exceptionClass, out);
    }
    out.writeLong(letter.failedAt());
  }

  @Override
  public DeadLetter deserialize(DataInputView in) throws IOException {
    RawRecord record = records.deserialize(in);
    Reason reason = reason(texts.readRepeated(in));
    String stage = texts.readRepeated(in);
    String message = texts.readRepeated(in);
    String exceptionClass = in.readBoolean() ? texts.readRepeated(in) : null;
    return new DeadLetter(record, reason, stage, message, exceptionClass, in.readLong());
  }

  private static Reason reason(String code) throws IOException {
    Reason reason = REASONS.get(code);
    if (reason == null) {
      throw new IOException(
          "reason of a dead letter must be one of %s, was %s: the state is of a newer release"
              .formatted(REASONS.keySet(), code));
    }
    return reason;
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** The version of this serializer's binary form. */
  public static final class Snapshot extends EnvelopeSnapshot<DeadLetter> {
    public Snapshot() {
      super(DeadLetterSerializer::new);
    }
  }
}
