package dev.breakwater.scripts.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all Flink rows have in common: memory as Flink's own configuration file gives it to a
 * TaskManager, RocksDB with incremental checkpoints (full ones of a growing state every second are
 * nobody's choice), a checkpoint a second. Everything else is Flink's default.
 */
final class FlinkSettings {

  private FlinkSettings() {}

  static Map<String, String> of(Launch launch) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("parallelism.default", Integer.toString(launch.parallelism()));
    settings.put("taskmanager.memory.managed.size", "512m");
    settings.put("taskmanager.memory.network.min", "128m");
    settings.put("taskmanager.memory.network.max", "128m");
    settings.put("state.backend.type", "rocksdb");
    settings.put("execution.checkpointing.interval", "1s");
    settings.put("execution.checkpointing.incremental", "true");
    settings.put(
        "execution.checkpointing.dir",
        launch.directory().resolve("checkpoints").toUri().toString());
    settings.put("io.tmp.dirs", launch.directory().toString());
    // A failure is the end of a run, not something to measure.
    settings.put("restart-strategy.type", "none");
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.port", "0");
    return settings;
  }
}
