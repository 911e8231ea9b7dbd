package dev.breakwater.scripts.submit;

import dev.breakwater.scripts.cluster.FlinkLibraries;
import dev.breakwater.scripts.cluster.LocalCluster;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which cluster. */
public final class Where {

  @Option(
      names = "--rest",
      paramLabel = "URL",
      split = ",",
      description =
          "address of Flink's REST interface, several for several JobManagers (default: the local"
              + " cluster that scripts/cluster brought up)")
  private List<URI> rest = new ArrayList<>();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "of the local cluster (default: target/cluster)")
  private @Nullable Path directory;

  /**
   * The cluster.
   *
   * @throws SubmitException if there is none
   */
  public Target target() {
    if (!rest.isEmpty()) {
      rest.forEach(Where::requireAddress);
      return Target.of(
          rest, System.getenv("FLINK_HOME") == null ? FlinkLibraries.defaultConf() : null);
    }
    Path local = directory == null ? LocalCluster.defaultDirectory() : directory;
    if (!LocalCluster.exists(local)) {
      throw new SubmitException(
          "no local cluster in %s: start one with scripts/cluster up, or name a cluster with --rest"
              .formatted(local));
    }
    return Target.of(LocalCluster.open(local));
  }

  /** True when there is one: it was named, or the local one is up. */
  public boolean known() {
    return !rest.isEmpty()
        || LocalCluster.exists(directory == null ? LocalCluster.defaultDirectory() : directory);
  }

  private static void requireAddress(URI address) {
    if (address.getHost() == null || address.getPort() < 0) {
      throw new SubmitException("--rest must be like http://host:8081, was " + address);
    }
  }
}
