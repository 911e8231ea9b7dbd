package dev.breakwater.operators.quarantine;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Places in binary form: one byte that says which, then what it has. */
final class PlaceSerializer extends TypeSerializer<Place> {

  private static final long serialVersionUID = 1L;

  private static final int MARK = 0;
  private static final int HELD = 1;
  private static final Place BLANK = new Place.Mark("", 0);

  private final TypeSerializer<Event> events;

  PlaceSerializer() {
    this(new EventSerializer());
  }

  private PlaceSerializer(TypeSerializer<Event> events) {
    this.events = events;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<Place> duplicate() {
    return new PlaceSerializer(events.duplicate());
  }

  @Override
  public Place createInstance() {
    return BLANK;
  }

  @Override
  public Place copy(Place from) {
    return from;
  }

  @Override
  public Place copy(Place from, Place reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Place place, DataOutputView out) throws IOException {
    if (place instanceof Place.Held held) {
      out.writeByte(HELD);
      out.writeLong(held.timestamp());
      events.serialize(held.event(), out);
    } else if (place instanceof Place.Mark mark) {
      out.writeByte(MARK);
      out.writeUTF(mark.position());
      out.writeLong(mark.since());
    }
  }

  @Override
  public Place deserialize(DataInputView in) throws IOException {
    int which = in.readByte();
    return switch (which) {
      case MARK -> new Place.Mark(in.readUTF(), in.readLong());
      case HELD -> {
        long timestamp = in.readLong();
        yield new Place.Held(events.deserialize(in), timestamp);
      }
      default ->
          throw new IOException(
              "place must be 0 (mark) or 1 (held), was " + which + ": the data is torn");
    };
  }

  @Override
  public Place deserialize(Place reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PlaceSerializer that && events.equals(that.events);
  }

  @Override
  public int hashCode() {
    return events.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<Place> snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** Its own version, and that of the events within. */
  public static final class Snapshot
      extends CompositeTypeSerializerSnapshot<Place, PlaceSerializer> {

    private static final int VERSION = 1;

    public Snapshot() {}

    Snapshot(PlaceSerializer serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return VERSION;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(PlaceSerializer outer) {
      return new TypeSerializer<?>[] {outer.events};
    }

    @Override
    @SuppressWarnings("unchecked") // the only one nested is that of events
    protected PlaceSerializer createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nested) {
      return new PlaceSerializer((TypeSerializer<Event>) nested[0]);
    }
  }
}
