package dev.breakwater.scripts.submit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to be started.
 *
 * @param job its name in the jar, like {@code ingest}
 * @param config its configuration file
 * @param overrides what goes over the file, as on its command line: {@code --key}, {@code value}…
 * @param parallelism 0 for the cluster's default
 * @param flink settings of Flink for this job
 * @param jar with the job; null for the one that this checkout builds
 * @param classPath jars beside it, at the same path on every node: connectors
 */
public record JobRequest(
    String job,
    Path config,
    List<String> overrides,
    int parallelism,
    Map<String, String> flink,
    @Nullable Path jar,
    List<Path> classPath) {

  public JobRequest {
    overrides = List.copyOf(overrides);
    flink = Map.copyOf(flink);
    classPath = List.copyOf(classPath);
  }

  /** Without a jar beside that of the job. */
  public JobRequest(
      String job,
      Path config,
      List<String> overrides,
      int parallelism,
      Map<String, String> flink,
      @Nullable Path jar) {
    this(job, config, overrides, parallelism, flink, jar, List.of());
  }

  /** The job as its file says, with the cluster's settings. */
  public static JobRequest of(String job, Path config) {
    return new JobRequest(job, config, List.of(), 0, Map.of(), null);
  }

  public JobRequest withParallelism(int other) {
    return new JobRequest(job, config, overrides, other, flink, jar, classPath);
  }

  public JobRequest withOverrides(List<String> others) {
    return new JobRequest(job, config, others, parallelism, flink, jar, classPath);
  }

  /** The arguments of the job's main. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--config");
    arguments.add(config.toAbsolutePath().normalize().toString());
    arguments.addAll(overrides);
    return arguments;
  }
}
