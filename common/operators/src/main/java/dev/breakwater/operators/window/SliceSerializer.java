package dev.breakwater.operators.window;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventSerializer;
import dev.breakwater.operators.event.Varints;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Slices between two tasks: key, pane, what is remembered, and the event where there is one. */
final class SliceSerializer extends WindowSerializer<Slice> {

  private static final long serialVersionUID = 1L;

  private final EventSerializer events = new EventSerializer();

  @Override
  public SliceSerializer duplicate() {
    return new SliceSerializer();
  }

  @Override
  public Slice createInstance() {
    return new Slice("", 0, new Partial(new Accumulator[0]), null);
  }

  /** The partial result is handed over with the slice: nobody else has it. */
  @Override
  public Slice copy(Slice from) {
    return new Slice(from.key(), from.pane(), from.partial().copy(), from.event());
  }

  @Override
  public void serialize(Slice slice, DataOutputView out) throws IOException {
    StringValue.writeString(slice.key(), out);
    Varints.writeLong(slice.pane(), out);
    slice.partial().write(out);
    out.writeBoolean(slice.event() != null);
    if (slice.event() != null) {
      events.serialize(slice.event(), out);
    }
  }

  @Override
  public Slice deserialize(DataInputView in) throws IOException {
    String key = StringValue.readString(in);
    long pane = Varints.readLong(in);
    Partial partial = Partial.read(in);
    Event event = in.readBoolean() ? events.deserialize(in) : null;
    return new Slice(key, pane, partial, event);
  }

  @Override
  public TypeSerializerSnapshot<Slice> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Slices are in flight only; the format has one version. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Slice> {
    public Snapshot() {
      super(SliceSerializer::new);
    }
  }
}
