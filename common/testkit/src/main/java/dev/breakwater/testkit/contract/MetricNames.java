package dev.breakwater.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/** Collects the names of the metrics that an operator registers. */
final class MetricNames {

  private final List<List<String>> registered = new ArrayList<>();
  private final TaskMetricGroup task;

  MetricNames() {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder().setRegisterConsumer(this::register).build();
    task =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                registry, "localhost", ResourceID.generate())
            .addJob(new JobID(), "contract")
            .addTask(ExecutionAttemptID.randomId(), "contract");
  }

  TaskMetricGroup task() {
    return task;
  }

  /** Names of metrics in an operator's own group and below, groups before names, by dots. */
  SortedSet<String> below(String[] scope) {
    SortedSet<String> names = new TreeSet<>();
    for (List<String> path : registered) {
      if (path.size() > scope.length && path.subList(0, scope.length).equals(List.of(scope))) {
        names.add(String.join(".", path.subList(scope.length, path.size())));
      }
    }
    return names;
  }

  private void register(Metric metric, String name, AbstractMetricGroup<?> group) {
    List<String> path = new ArrayList<>(List.of(group.getScopeComponents()));
    path.add(name);
    registered.add(path);
  }
}
