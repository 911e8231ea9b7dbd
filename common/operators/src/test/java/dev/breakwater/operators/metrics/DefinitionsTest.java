package dev.breakwater.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

  @Test
  void eachFeatureListsAllItsMetrics() throws ReflectiveOperationException {
    List<String> names = new ArrayList<>();
    for (JavaClass feature : features()) {
      List<Metric> defined = new ArrayList<>();
      for (JavaField field : feature.getFields()) {
        if (field.getRawType().isEquivalentTo(Metric.class)) {
          defined.add((Metric) field.reflect().get(null));
        }
      }
      assertThat(new HashSet<Object>((List<?>) feature.getMethod("all").reflect().invoke(null)))
          .as(feature.getName())
          .isEqualTo(new HashSet<Object>(defined));
      defined.forEach(metric -> names.add(metric.reported()));
    }
    assertThat(names).hasSizeGreaterThan(50).doesNotHaveDuplicates();
  }

  @Test
  void registersAMetricWithItsLabelOnly() {
    Metric plain = new Metric("held", Kind.COUNTER, "records", "Held.");
    UnregisteredMetricsGroup group = new UnregisteredMetricsGroup();
    assertThatThrownBy(() -> Metrics.counter(group, plain, "late"))
        .hasMessage("metric held has the label '', registered with a value of one");
    assertThatThrownBy(() -> Metrics.counter(group, plain.by("reason")))
        .hasMessage("metric held has the label 'reason', registered without a value of one");
  }

  @Test
  void isReportedWithItsLabelInFrontOfItsName() {
    Metric metric = new Metric("held", Kind.COUNTER, "records", "Held.");
    assertThat(metric.reported()).isEqualTo("flink_taskmanager_job_task_operator_held");
    assertThat(metric.by("reason").reported())
        .isEqualTo("flink_taskmanager_job_task_operator_reason_held");
  }

  private static List<JavaClass> features() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.breakwater.operators")
            .stream()
            .filter(
                each ->
                    each.getFields().stream()
                        .anyMatch(field -> field.getRawType().isEquivalentTo(Metric.class)))
            .toList();
  }
}
