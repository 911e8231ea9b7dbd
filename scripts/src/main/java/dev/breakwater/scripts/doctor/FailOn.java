package dev.breakwater.scripts.doctor;

import dev.breakwater.scripts.doctor.checks.Finding;
import dev.breakwater.scripts.doctor.checks.Severity;
import java.util.List;

/** From which severity on findings make the exit code 1. */
enum FailOn {
  WARNING(Severity.UNKNOWN),
  ERROR(Severity.ERROR);

  private final Severity least;

  FailOn(Severity least) {
    this.least = least;
  }

  int exitCode(List<Finding> findings) {
    return findings.stream().anyMatch(f -> f.severity().compareTo(least) >= 0) ? 1 : 0;
  }
}
