package dev.breakwater.operators.input;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The enumerator's state in binary form: ids, then splits, each with their number before. */
public final class AssignmentSerializer<S extends SourceSplit>
    implements SimpleVersionedSerializer<Assignment<S>> {

  private final SplitFormat<S> format;

  public AssignmentSerializer(SplitFormat<S> format) {
    this.format = format;
  }

  @Override
  public int getVersion() {
    return format.version();
  }

  @Override
  public byte[] serialize(Assignment<S> assignment) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(assignment.assigned().size());
    for (String id : assignment.assigned()) {
      out.writeUTF(id);
    }
    out.writeInt(assignment.waiting().size());
    for (S split : assignment.waiting()) {
      format.write(split, out);
    }
    return bytes.toByteArray();
  }

  @Override
  public Assignment<S> deserialize(int version, byte[] serialized) throws IOException {
    format.require(version);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    Set<String> assigned = new HashSet<>();
    for (int i = in.readInt(); i > 0; i--) {
      assigned.add(in.readUTF());
    }
    List<S> waiting = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      waiting.add(format.read(in));
    }
    return new Assignment<>(assigned, waiting);
  }
}
