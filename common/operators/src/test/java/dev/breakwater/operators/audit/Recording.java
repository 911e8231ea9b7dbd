package dev.breakwater.operators.audit;

import java.util.Map;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.jspecify.annotations.Nullable;

/** Keeps what is registered, by its name with its label in front. */
final class Recording extends InterceptingOperatorMetricGroup {

  private final @Nullable Map<String, Metric> registered;
  private final String scope;

  private Recording(@Nullable Map<String, Metric> registered, String scope) {
    this.registered = registered;
    this.scope = scope;
  }

  @Override
  protected void addMetric(String name, Metric metric) {
    // The group's own constructor registers some before there is a place for them.
    if (registered != null) {
      registered.put(scope + name, metric);
    }
  }

  @Override
  public org.apache.flink.metrics.MetricGroup addGroup(String key, String value) {
    return new Recording(registered, scope + value + '.');
  }

  /** The group of a task whose operators register here. */
  static InterceptingTaskMetricGroup task(Map<String, Metric> registered) {
    return new InterceptingTaskMetricGroup() {
      @Override
      public InternalOperatorMetricGroup getOrAddOperator(
          OperatorID id, String name, Map<String, String> variables) {
        return new Recording(registered, "");
      }
    };
  }
}
