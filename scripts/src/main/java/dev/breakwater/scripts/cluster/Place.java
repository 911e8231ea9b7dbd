package dev.breakwater.scripts.cluster;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the cluster is, for all commands. */
final class Place {

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "where the cluster writes everything (default: target/cluster)")
  private @Nullable Path directory;

  Path directory() {
    return directory == null ? LocalCluster.defaultDirectory() : directory;
  }
}
