package dev.breakwater.scripts.drill.input;

import dev.breakwater.scripts.drill.measure.Outlet;
import dev.breakwater.testkit.workload.WorkloadRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record on its way to a queue. However often it is published, it is the same message.
 *
 * @param id that no other one has
 */
record Message(String queue, String id, WorkloadRecord record, Header due, Outlet.Answer answer) {}
