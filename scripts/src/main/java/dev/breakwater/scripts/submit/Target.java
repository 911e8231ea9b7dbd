package dev.breakwater.scripts.submit;

import dev.breakwater.scripts.cluster.LocalCluster;
import dev.breakwater.scripts.rest.FlinkRest;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that jobs are sent to.
 *
 * @param addresses of its REST interface, at least one
 * @param flinkConf directory of Flink's configuration for its command line; null for that of {@code
 *     FLINK_HOME}
 * @param environment what a job's configuration may refer to, beside this process's own
 * @param settings how Flink's command line finds the cluster, when not by its configuration
 */
public record Target(
    List<URI> addresses,
    @Nullable Path flinkConf,
    Map<String, String> environment,
    Map<String, String> settings) {

  private static final String BOOTSTRAP = "BREAKWATER_BOOTSTRAP_SERVERS";

  /** A local cluster; its Kafka is the default of the shipped job configurations. */
  public static Target of(LocalCluster cluster) {
    Map<String, String> environment =
        System.getenv(BOOTSTRAP) == null ? Map.of(BOOTSTRAP, cluster.bootstrapServers()) : Map.of();
    return new Target(cluster.restAddresses(), cluster.flinkConf(), environment, Map.of());
  }

  /** Any cluster by its REST addresses. */
  public static Target of(List<URI> addresses, @Nullable Path flinkConf) {
    URI first = addresses.get(0);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("execution.target", "remote");
    settings.put("rest.address", first.getHost());
    settings.put("rest.port", Integer.toString(first.getPort()));
    settings.put("high-availability.type", "NONE");
    return new Target(addresses, flinkConf, Map.of(), settings);
  }

  /** With more that a job's configuration may refer to. */
  public Target with(Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(variables);
    return new Target(addresses, flinkConf, all, settings);
  }

  /** A client of it. */
  public FlinkRest rest() {
    return FlinkRest.of(addresses);
  }

  /** A variable as the job will see it, null where it is not set. */
  public @Nullable String variable(String name) {
    String given = environment.get(name);
    return given == null ? System.getenv(name) : given;
  }
}
