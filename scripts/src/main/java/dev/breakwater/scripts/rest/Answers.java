package dev.breakwater.scripts.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Flink's JSON as records; what is missing reads as empty or 0. */
final class Answers {

  private Answers() {}

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
    List<T> list = new ArrayList<>();
    array.forEach(node -> list.add(each.apply(node)));
    return List.copyOf(list);
  }

  static Map<String, String> pairs(JsonNode array, String key) {
    Map<String, String> pairs = new TreeMap<>();
    array.forEach(node -> pairs.put(node.path(key).asText(), node.path("value").asText()));
    return pairs;
  }

  static Job job(JsonNode node) {
    return new Job(
        node.path("jid").asText(),
        node.path("name").asText(),
        node.path("state").asText(),
        instant(node.path("start-time")),
        node.path("tasks").path("total").asInt(),
        node.path("tasks").path("running").asInt());
  }

  static JobDetail detail(JsonNode node) {
    return new JobDetail(
        node.path("jid").asText(),
        node.path("name").asText(),
        node.path("state").asText(),
        list(
            node.path("vertices"),
            vertex ->
                new JobDetail.Vertex(
                    vertex.path("id").asText(),
                    vertex.path("name").asText(),
                    vertex.path("parallelism").asInt(),
                    vertex.path("maxParallelism").asInt(),
                    vertex.path("status").asText())));
  }

  static JobDetail.Subtask subtask(JsonNode node) {
    return new JobDetail.Subtask(
        node.path("subtask").asInt(),
        node.path("attempt").asInt(),
        node.path("status").asText(),
        node.path("endpoint").asText(),
        node.path("taskmanager-id").asText());
  }

  static JobFailure failure(JsonNode node) {
    return new JobFailure(
        instant(node.path("timestamp")),
        text(node, "exceptionName"),
        text(node, "stacktrace"),
        text(node, "taskName"),
        text(node, "taskManagerId"));
  }

  static Checkpoints checkpoints(JsonNode node) {
    JsonNode counts = node.path("counts");
    JsonNode completed = node.path("latest").path("completed");
    return new Checkpoints(
        counts.path("completed").asLong(),
        counts.path("failed").asLong(),
        counts.path("in_progress").asLong(),
        counts.path("restored").asLong(),
        completed.isObject() ? checkpoint(completed) : null,
        restored(node.path("latest").path("restored")),
        list(node.path("history"), Answers::checkpoint));
  }

  static TaskManager taskManager(JsonNode node) {
    return new TaskManager(
        node.path("id").asText(),
        node.path("path").asText(),
        node.path("slotsNumber").asInt(),
        node.path("freeSlots").asInt());
  }

  static Operation operation(JsonNode node) {
    JsonNode outcome = node.path("operation");
    boolean completed = node.path("status").path("id").asText().equals("COMPLETED");
    String failure = text(outcome.path("failure-cause"), "stack-trace");
    return new Operation(completed, text(outcome, "location"), rootCause(failure));
  }

  /** What a stack trace says in one line: its deepest cause, else its first line. */
  private static String rootCause(String stackTrace) {
    return stackTrace
        .lines()
        .filter(line -> line.startsWith("Caused by: "))
        .reduce((first, second) -> second)
        .map(line -> line.substring("Caused by: ".length()))
        .orElse(stackTrace.lines().findFirst().orElse(""));
  }

  private static Checkpoints.Checkpoint checkpoint(JsonNode node) {
    return new Checkpoints.Checkpoint(
        node.path("id").asLong(),
        node.path("status").asText(),
        node.path("is_savepoint").asBoolean(),
        instant(node.path("trigger_timestamp")),
        Duration.ofMillis(node.path("end_to_end_duration").asLong()),
        node.path("state_size").asLong(),
        text(node, "external_path"),
        text(node, "failure_message"));
  }

  private static Checkpoints.@Nullable Restored restored(JsonNode node) {
    return node.isObject()
        ? new Checkpoints.Restored(
            node.path("id").asLong(),
            instant(node.path("restore_timestamp")),
            node.path("is_savepoint").asBoolean(),
            text(node, "external_path"))
        : null;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }

  private static Instant instant(JsonNode millis) {
    return Instant.ofEpochMilli(millis.asLong());
  }
}
