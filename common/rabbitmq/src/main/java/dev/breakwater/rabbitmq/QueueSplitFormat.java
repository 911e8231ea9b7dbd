package dev.breakwater.rabbitmq;

import dev.breakwater.operators.input.SplitFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Splits in binary form: queue, next offset, and the fingerprints with their number before. */
final class QueueSplitFormat implements SplitFormat<QueueSplit> {

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String what() {
    return "queue";
  }

  @Override
  public void write(QueueSplit split, DataOutputStream out) throws IOException {
    out.writeUTF(split.queue());
    out.writeLong(split.nextOffset());
    out.writeInt(split.remembered().size());
    for (Fingerprint one : split.remembered()) {
      out.writeLong(one.high());
      out.writeLong(one.low());
    }
  }

  @Override
  public QueueSplit read(DataInputStream in) throws IOException {
    String queue = in.readUTF();
    long nextOffset = in.readLong();
    int size = in.readInt();
    List<Fingerprint> remembered = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      remembered.add(new Fingerprint(in.readLong(), in.readLong()));
    }
    return new QueueSplit(queue, nextOffset, remembered);
  }
}
