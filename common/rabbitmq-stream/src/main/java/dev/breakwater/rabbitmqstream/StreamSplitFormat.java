package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.input.SplitFormat;
import dev.breakwater.operators.input.StartPoint;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Splits in binary form: id, where to start, and the last place if there is one. */
final class StreamSplitFormat implements SplitFormat<StreamSplit> {

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String what() {
    return "stream";
  }

  @Override
  public void write(StreamSplit split, DataOutputStream out) throws IOException {
    out.writeUTF(split.splitId());
    out.writeUTF(split.start().kind().name());
    out.writeLong(split.start().value());
    Place last = split.last();
    out.writeBoolean(last != null);
    if (last != null) {
      out.writeLong(last.offset());
      out.writeLong(last.chunkTime());
    }
  }

  @Override
  public StreamSplit read(DataInputStream in) throws IOException {
    String id = in.readUTF();
    StartPoint start = new StartPoint(StartPoint.Kind.valueOf(in.readUTF()), in.readLong());
    Place last = in.readBoolean() ? new Place(in.readLong(), in.readLong()) : null;
    return new StreamSplit(id, start, last);
  }
}
