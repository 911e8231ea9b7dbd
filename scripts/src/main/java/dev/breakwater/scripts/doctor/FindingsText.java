package dev.breakwater.scripts.doctor;

import dev.breakwater.scripts.doctor.checks.Finding;
import dev.breakwater.scripts.doctor.checks.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings as lines for people, the worst last, where a terminal shows them. */
final class FindingsText {

  private static final String RESET = "\u001b[0m";

  private static final Map<Severity, String> COLOURS =
      Map.of(
          Severity.OK, "\u001b[32m",
          Severity.INFO, "\u001b[36m",
          Severity.UNKNOWN, "\u001b[35m",
          Severity.WARNING, "\u001b[33m",
          Severity.ERROR, "\u001b[1;31m");

  private final boolean colours;

  FindingsText(boolean colours) {
    this.colours = colours;
  }

  String of(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    findings.stream()
        .sorted(Comparator.comparing(Finding::severity))
        .forEach(finding -> append(text, finding));
    return text.append('\n').append(summary(findings)).append('\n').toString();
  }

  private void append(StringBuilder text, Finding finding) {
    String subject = finding.subject().isEmpty() ? "" : finding.subject() + ": ";
    text.append(severity(finding.severity()))
        .append("%-28s %s%s%n".formatted(finding.id(), subject, finding.what()));
    line(text, "why", finding.why());
    finding.fix().lines().forEach(fix -> line(text, "fix", fix));
  }

  private static void line(StringBuilder text, String label, String content) {
    if (!content.isEmpty()) {
      text.append("%10s%s  %s%n".formatted("", label, content));
    }
  }

  private String severity(Severity severity) {
    String padded = "%-10s".formatted(severity);
    return colours ? COLOURS.get(severity) + padded + RESET : padded;
  }

  private static String summary(List<Finding> findings) {
    Map<Severity, Long> counts =
        findings.stream().collect(Collectors.groupingBy(Finding::severity, Collectors.counting()));
    return "%d error(s), %d warning(s), %d unknown, %d info, %d ok"
        .formatted(
            counts.getOrDefault(Severity.ERROR, 0L),
            counts.getOrDefault(Severity.WARNING, 0L),
            counts.getOrDefault(Severity.UNKNOWN, 0L),
            counts.getOrDefault(Severity.INFO, 0L),
            counts.getOrDefault(Severity.OK, 0L));
  }
}
