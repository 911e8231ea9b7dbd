package dev.breakwater.scripts.rest;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Metrics of a running job's operators, over all subtasks, as Flink's REST interface has them. */
public final class JobMetrics {

  private final FlinkRest flink;
  private final String job;

  public JobMetrics(FlinkRest flink, String job) {
    this.flink = flink;
    this.job = job;
  }

  /** The sum of a counter over all subtasks and labels; 0 while there is none. */
  public double sum(String name) {
    return values("." + name).stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The least value of a gauge over all subtasks; NaN while there is none. */
  public double least(String name) {
    return values("." + name).stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  /** The largest value of a gauge over all subtasks; NaN while there is none. */
  public double largest(String name) {
    return values("." + name).stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  private List<Double> values(String end) {
    Predicate<String> wanted = name -> name.endsWith(end);
    return flink.job(job).vertices().stream()
        .map(JobDetail.Vertex::id)
        .map(vertex -> "/jobs/%s/vertices/%s".formatted(job, vertex))
        .flatMap(of -> metrics(of, wanted).values().stream())
        .map(Double::valueOf)
        .toList();
  }

  private Map<String, String> metrics(String of, Predicate<String> wanted) {
    List<String> names = flink.metricNames(of).stream().filter(wanted).toList();
    return names.isEmpty() ? Map.of() : flink.metrics(of, names);
  }
}
