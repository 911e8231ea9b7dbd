package dev.breakwater.operators.audit;

import dev.breakwater.operators.event.RejectedException;
import java.io.IOException;
import java.util.Collections;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Verdicts between operators: their JSON behind its length. They are few. */
final class VerdictSerializer extends TypeSerializerSingleton<Verdict> {

  static final VerdictSerializer INSTANCE = new VerdictSerializer();

  private static final long serialVersionUID = 1L;
  private static final Verdict NOTHING =
      new Verdict(
          new Account(Equation.JOB, "", ""),
          0,
          1,
          Ruling.UNKNOWN,
          new Side(Sum.ZERO, Collections.emptySortedMap()),
          new Side(Sum.ZERO, Collections.emptySortedMap()),
          1,
          0);

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Verdict createInstance() {
    return NOTHING;
  }

  @Override
  public Verdict copy(Verdict from) {
    return from;
  }

  @Override
  public Verdict copy(Verdict from, Verdict reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Verdict verdict, DataOutputView out) throws IOException {
    byte[] json = verdict.toJson();
    out.writeInt(json.length);
    out.write(json);
  }

  @Override
  public Verdict deserialize(DataInputView in) throws IOException {
    byte[] json = new byte[in.readInt()];
    in.readFully(json);
    try {
      return Verdict.parse(json);
    } catch (RejectedException e) {
      throw new IOException("what was written as a verdict must be one", e);
    }
  }

  @Override
  public Verdict deserialize(Verdict reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    int length = in.readInt();
    out.writeInt(length);
    out.write(in, length);
  }

  @Override
  public TypeSerializerSnapshot<Verdict> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The JSON says its version itself. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Verdict> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
