package dev.breakwater.operators.window;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How many different strings, numbers and booleans there are. */
final class Distinct extends Accumulator {

  private final DistinctSketch sketch;

  Distinct() {
    this(new DistinctSketch());
  }

  private Distinct(DistinctSketch sketch) {
    this.sketch = sketch;
  }

  @Override
  void add(Reading reading) {
    if (reading.isThere()) {
      sketch.add(reading.hash());
    }
  }

  @Override
  void merge(Accumulator other) {
    sketch.add(((Distinct) other).sketch);
  }

  long estimate() {
    return sketch.estimate();
  }

  @Override
  Accumulator copy() {
    return new Distinct(sketch.copy());
  }

  @Override
  int bytes() {
    return sketch.bytes();
  }

  @Override
  Kind kind() {
    return Kind.DISTINCT;
  }

  @Override
  void write(DataOutputView out) throws IOException {
    sketch.write(out);
  }

  static Distinct read(DataInputView in) throws IOException {
    return new Distinct(DistinctSketch.read(in));
  }
}
