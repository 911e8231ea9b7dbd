package dev.breakwater.scripts.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.scripts.doctor.checks.Finding;
import dev.breakwater.scripts.doctor.checks.Severity;
import dev.breakwater.scripts.doctor.facts.JobFacts;
import java.util.Comparator;
import java.util.List;

/**
 * Findings for programs: {@code {"job", "instance", "worst", "findings": [{"id", "severity",
 * "subject", "what", "why", "fix"}]}}.
 */
final class FindingsJson {

  private FindingsJson() {}

  static String of(JobFacts job, List<Finding> findings) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("job", job.job());
    root.put("instance", job.instance());
    root.put(
        "worst",
        findings.stream()
            .map(Finding::severity)
            .max(Comparator.naturalOrder())
            .orElse(Severity.OK)
            .toString());
    ArrayNode list = root.putArray("findings");
    for (Finding finding : findings) {
      list.addObject()
          .put("id", finding.id())
          .put("severity", finding.severity().toString())
          .put("subject", finding.subject())
          .put("what", finding.what())
          .put("why", finding.why())
          .put("fix", finding.fix());
    }
    return root.toPrettyString();
  }
}
