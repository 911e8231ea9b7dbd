package dev.breakwater.pulsar;

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
    return new PartitionSplitSerializer().getVersion();
  }

  @Override
  public byte[] serialize(Assignment assignment) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(assignment.assigned().size());
    for (String partition : assignment.assigned()) {
      out.writeUTF(partition);
    }
    out.writeInt(assignment.waiting().size());
    for (PartitionSplit split : assignment.waiting()) {
      PartitionSplitSerializer.write(split, out);
    }
    return bytes.toByteArray();
  }

  @Override
  public Assignment deserialize(int version, byte[] serialized) throws IOException {
    PartitionSplitSerializer.require(version);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    Set<String> assigned = new HashSet<>();
    for (int i = in.readInt(); i > 0; i--) {
      assigned.add(in.readUTF());
    }
    List<PartitionSplit> waiting = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      waiting.add(PartitionSplitSerializer.read(in));
    }
    return new Assignment(assigned, waiting);
  }
}
