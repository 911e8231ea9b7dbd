package dev.breakwater.scripts.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** One run of the command line. */
record Run(int exitCode, String out, String errors) {

  static Run of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    int code =
        DoctorCommand.execute(new PrintWriter(out, true), new PrintWriter(errors, true), args);
    return new Run(code, out.toString(), errors.toString());
  }

  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + out + errors, e);
    }
  }

  /** Severities of the findings of a check on a subject, in the order of the report. */
  List<String> severities(String id, String subject) {
    List<String> severities = new ArrayList<>();
    for (JsonNode finding : json().path("findings")) {
      if (finding.path("id").asText().equals(id)
          && finding.path("subject").asText().equals(subject)) {
        severities.add(finding.path("severity").asText());
      }
    }
    return severities;
  }

  /** The only finding of a check on a subject. */
  JsonNode finding(String id, String subject) {
    for (JsonNode finding : json().path("findings")) {
      if (finding.path("id").asText().equals(id)
          && finding.path("subject").asText().equals(subject)) {
        return finding;
      }
    }
    throw new AssertionError("no finding %s of %s in %s".formatted(id, subject, out));
  }
}
