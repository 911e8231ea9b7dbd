package dev.breakwater.scripts.rest;

import java.time.Instant;

/**
 * A failure from a job's exception history, the cause of one restart.
 *
 * @param exception class name
 * @param task name of the failed task, empty when the job as a whole failed
 * @param taskManager id of the TaskManager it ran on, empty when none is known
 */
public record JobFailure(
    Instant at, String exception, String stackTrace, String task, String taskManager) {}
