package dev.breakwater.scripts.input;

import dev.breakwater.testkit.workload.WorkloadRecord;

/**
 * A record on its way to a queue. However often it is published, it is the same message.
 *
 * @param id that no other one has
 */
record Message(String queue, String id, WorkloadRecord record, Outlet.Answer answer) {}
