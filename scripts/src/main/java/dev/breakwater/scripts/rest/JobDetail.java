package dev.breakwater.scripts.rest;

import java.util.List;

/** A job with its vertices (chains of operators) in topological order. */
public record JobDetail(String id, String name, String state, List<Vertex> vertices) {

  /**
   * A chain of operators.
   *
   * @param id 32 hexadecimal digits
   * @param status as Flink names it, over all subtasks
   */
  public record Vertex(
      String id, String name, int parallelism, int maxParallelism, String status) {}

  /**
   * One parallel instance of a vertex.
   *
   * @param index from 0
   * @param attempt from 0, one more with every restart
   * @param endpoint host and port of its TaskManager
   * @param taskManager id of its TaskManager
   */
  public record Subtask(
      int index, int attempt, String status, String endpoint, String taskManager) {}
}
