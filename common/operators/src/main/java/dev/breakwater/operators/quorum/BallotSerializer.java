package dev.breakwater.operators.quorum;

import dev.breakwater.operators.event.EventSerializer;
import dev.breakwater.operators.quorum.Group.Spot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * Ballots in binary form: one byte that says what it is, the slot, the group that went out, and the
 * groups with members and digest; 26 bytes for a closed one whose copies agree. An open one has
 * times, names and what is held as well.
 */
final class BallotSerializer extends TypeSerializer<Ballot> {

  private static final long serialVersionUID = 1L;

  private static final int CLOSED = 1;
  private static final int HELD = 1;

  private final EventSerializer events;

  BallotSerializer() {
    this(new EventSerializer());
  }

  private BallotSerializer(EventSerializer events) {
    this.events = events;
  }

  @Override
  public void serialize(Ballot ballot, DataOutputView out) throws IOException {
    out.writeByte(ballot.isClosed() ? CLOSED : 0);
    out.writeInt(ballot.born());
    out.writeByte(ballot.emitted());
    out.writeByte(ballot.groups());
    if (!ballot.isClosed()) {
      out.writeLong(ballot.firstSeen());
      out.writeLong(ballot.time());
      out.writeLong(ballot.timer());
      StringValue.writeString(ballot.source(), out);
      StringValue.writeString(ballot.id(), out);
    }
    for (int i = 0; i < ballot.groups(); i++) {
      writeGroup(ballot.group(i), ballot.isClosed(), out);
    }
  }

  private void writeGroup(Group group, boolean closed, DataOutputView out) throws IOException {
    out.writeByte(group.leader());
    out.writeShort(group.members());
    out.writeLong(group.digest().high());
    out.writeLong(group.digest().low());
    if (closed) {
      return;
    }
    Spot spot = group.spot();
    out.writeLong(group.count());
    StringValue.writeString(spot == null ? "" : spot.topic(), out);
    out.writeInt(spot == null ? 0 : spot.partition());
    out.writeLong(spot == null ? 0 : spot.offset());
    out.writeByte(group.held() == null ? 0 : HELD);
    if (group.held() != null) {
      events.serialize(group.held(), out);
    }
  }

  @Override
  public Ballot deserialize(DataInputView in) throws IOException {
    boolean closed = in.readByte() == CLOSED;
    int born = in.readInt();
    int emitted = in.readByte();
    int groups = in.readByte();
    Ballot ballot;
    if (closed) {
      ballot = new Ballot(born, 0, 0, "", "");
    } else {
      long firstSeen = in.readLong();
      long time = in.readLong();
      long timer = in.readLong();
      ballot =
          new Ballot(born, firstSeen, time, StringValue.readString(in), StringValue.readString(in));
      ballot.setTimer(timer);
    }
    for (int i = 0; i < groups; i++) {
      ballot.add(readGroup(closed, in));
    }
    ballot.emit(emitted);
    if (closed) {
      ballot.close();
    }
    return ballot;
  }

  private Group readGroup(boolean closed, DataInputView in) throws IOException {
    int leader = in.readByte();
    int members = in.readUnsignedShort();
    Digest digest = new Digest(in.readLong(), in.readLong());
    if (closed) {
      Group group = new Group(digest, leader, Group.NO_COUNT, null);
      group.join(members);
      return group;
    }
    long count = in.readLong();
    Spot spot = new Spot(StringValue.readString(in), in.readInt(), in.readLong());
    Group group = new Group(digest, leader, count, spot);
    group.join(members);
    if (in.readByte() == HELD) {
      group.hold(events.deserialize(in));
    }
    return group;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public BallotSerializer duplicate() {
    return new BallotSerializer();
  }

  @Override
  public Ballot createInstance() {
    return new Ballot(0, 0, 0, "", "");
  }

  @Override
  public Ballot copy(Ballot from) {
    return from.copy();
  }

  @Override
  public Ballot copy(Ballot from, Ballot reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public Ballot deserialize(Ballot reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BallotSerializer;
  }

  @Override
  public int hashCode() {
    return BallotSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<Ballot> snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** The version of this form, and that of the events in it. */
  public static final class Snapshot
      extends CompositeTypeSerializerSnapshot<Ballot, BallotSerializer> {

    private static final int VERSION = 1;

    public Snapshot() {}

    Snapshot(BallotSerializer serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return VERSION;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(BallotSerializer outer) {
      return new TypeSerializer<?>[] {outer.events};
    }

    @Override
    protected BallotSerializer createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nested) {
      return new BallotSerializer((EventSerializer) nested[0]);
    }
  }
}
