package dev.breakwater.operators.input;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits in binary form, one by one. */
public final class SplitSerializer<S extends SourceSplit> implements SimpleVersionedSerializer<S> {

  private static final int USUAL_BYTES = 128;

  private final SplitFormat<S> format;

  public SplitSerializer(SplitFormat<S> format) {
    this.format = format;
  }

  @Override
  public int getVersion() {
    return format.version();
  }

  @Override
  public byte[] serialize(S split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    format.write(split, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Override
  public S deserialize(int version, byte[] serialized) throws IOException {
    format.require(version);
    return format.read(new DataInputStream(new ByteArrayInputStream(serialized)));
  }
}
