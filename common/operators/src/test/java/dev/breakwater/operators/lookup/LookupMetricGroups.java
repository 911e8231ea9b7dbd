package dev.breakwater.operators.lookup;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/** Keeps the metrics that an operator registers, labels before names, by dots. */
final class LookupMetricGroups {

  /** Host, "taskmanager", its id, job, operator, subtask. */
  private static final int OPERATOR_SCOPE = 6;

  private final Map<String, Metric> registered = new ConcurrentHashMap<>();
  private final TaskMetricGroup task;

  LookupMetricGroups() {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder().setRegisterConsumer(this::register).build();
    task =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                registry, "localhost", ResourceID.generate())
            .addJob(new JobID(), "lookup")
            .addTask(ExecutionAttemptID.randomId(), "lookup");
  }

  TaskMetricGroup task() {
    return task;
  }

  Map<String, Metric> all() {
    return registered;
  }

  private void register(Metric metric, String name, AbstractMetricGroup<?> group) {
    String[] scope = group.getScopeComponents();
    String[] labels =
        scope.length <= OPERATOR_SCOPE
            ? new String[0]
            : Arrays.copyOfRange(scope, OPERATOR_SCOPE, scope.length);
    String prefix = labels.length == 0 ? "" : String.join(".", labels) + ".";
    registered.put(prefix + name, metric);
  }
}
