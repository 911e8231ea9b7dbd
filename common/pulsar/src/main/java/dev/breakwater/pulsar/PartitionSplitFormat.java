package dev.breakwater.pulsar;

import dev.breakwater.operators.input.SplitFormat;
import dev.breakwater.operators.input.StartPoint;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Splits in binary form: partition, where to start, and the last place if there is one. */
final class PartitionSplitFormat implements SplitFormat<PartitionSplit> {

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String what() {
    return "partition";
  }

  @Override
  public void write(PartitionSplit split, DataOutputStream out) throws IOException {
    out.writeUTF(split.partition());
    out.writeUTF(split.start().kind().name());
    out.writeLong(split.start().value());
    Place last = split.last();
    out.writeBoolean(last != null);
    if (last != null) {
      out.writeLong(last.ledger());
      out.writeLong(last.entry());
      out.writeInt(last.index());
    }
  }

  @Override
  public PartitionSplit read(DataInputStream in) throws IOException {
    String partition = in.readUTF();
    StartPoint start = new StartPoint(StartPoint.Kind.valueOf(in.readUTF()), in.readLong());
    Place last = in.readBoolean() ? new Place(in.readLong(), in.readLong(), in.readInt()) : null;
    return new PartitionSplit(partition, start, last);
  }
}
