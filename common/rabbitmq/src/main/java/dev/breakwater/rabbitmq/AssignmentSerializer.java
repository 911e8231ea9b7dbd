package dev.breakwater.rabbitmq;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The enumerator's state in binary form: names, then splits, each with their number before. */
final class AssignmentSerializer implements SimpleVersionedSerializer<Assignment> {

  @Override
  public int getVersion() {
    return new QueueSplitSerializer().getVersion();
  }

  @Override
  public byte[] serialize(Assignment assignment) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(assignment.assigned().size());
    for (String queue : assignment.assigned()) {
      out.writeUTF(queue);
    }
    out.writeInt(assignment.returned().size());
    for (QueueSplit split : assignment.returned()) {
      QueueSplitSerializer.write(split, out);
    }
    return bytes.toByteArray();
  }

  @Override
  public Assignment deserialize(int version, byte[] serialized) throws IOException {
    QueueSplitSerializer.require(version);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    Set<String> assigned = new HashSet<>();
    for (int i = in.readInt(); i > 0; i--) {
      assigned.add(in.readUTF());
    }
    List<QueueSplit> returned = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      returned.add(QueueSplitSerializer.read(in));
    }
    return new Assignment(assigned, returned);
  }
}
