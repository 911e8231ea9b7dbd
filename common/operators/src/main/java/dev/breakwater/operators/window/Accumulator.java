package dev.breakwater.operators.window;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What one kind of measure remembers of the values at one place. Merging is commutative and
 * associative: results depend on which values came, not on their order. For one thread.
 */
abstract sealed class Accumulator permits Total, Extreme, Distinct, Distribution {

  /** Adds the value that the current event has, if it has one. */
  abstract void add(Reading reading);

  /** Adds all that the other one has seen, which is of the same kind and stays as it is. */
  abstract void merge(Accumulator other);

  abstract Accumulator copy();

  /** Heap beyond the object itself, roughly. */
  abstract int bytes();

  /** Everything but the kind. */
  abstract void write(DataOutputView out) throws IOException;

  abstract Kind kind();

  /** The kinds; their codes are part of the state format. */
  enum Kind {
    TOTAL(0) {
      @Override
      Accumulator make() {
        return new Total();
      }

      @Override
      Accumulator read(DataInputView in) throws IOException {
        return Total.read(in);
      }
    },
    MIN(1) {
      @Override
      Accumulator make() {
        return new Extreme(MIN);
      }

      @Override
      Accumulator read(DataInputView in) throws IOException {
        return Extreme.read(MIN, in);
      }
    },
    MAX(2) {
      @Override
      Accumulator make() {
        return new Extreme(MAX);
      }

      @Override
      Accumulator read(DataInputView in) throws IOException {
        return Extreme.read(MAX, in);
      }
    },
    DISTINCT(3) {
      @Override
      Accumulator make() {
        return new Distinct();
      }

      @Override
      Accumulator read(DataInputView in) throws IOException {
        return Distinct.read(in);
      }
    },
    DISTRIBUTION(4) {
      @Override
      Accumulator make() {
        return new Distribution();
      }

      @Override
      Accumulator read(DataInputView in) throws IOException {
        return Distribution.read(in);
      }
    };

    private static final Kind[] ALL = values();

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    abstract Accumulator make();

    abstract Accumulator read(DataInputView in) throws IOException;

    static Kind of(int code) throws IOException {
      for (Kind kind : ALL) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IOException("kind of accumulator is unknown, was " + code);
    }
  }
}
