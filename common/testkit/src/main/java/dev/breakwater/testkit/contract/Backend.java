package dev.breakwater.testkit.contract;

import java.nio.file.Path;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/** Where an operator under contract keeps its state. */
public enum Backend {
  /** Objects on the heap. */
  HEAP {
    @Override
    StateBackend create(Path directory) {
      return new HashMapStateBackend();
    }
  },
  /** Bytes in RocksDB. */
  ROCKSDB {
    @Override
    StateBackend create(Path directory) {
      EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend(false);
      backend.setDbStoragePath(directory.toString());
      return backend;
    }
  };

  abstract StateBackend create(Path directory);
}
