package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.workload.GroundTruth;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose books must balance, over what.
 *
 * @param raw what ingest reads, as its books call it
 * @param ingest the job's instance
 * @param enrich the same
 * @param audit the same
 */
record Accounts(List<String> raw, String ingest, String enrich, String audit) {

  Accounts {
    raw = List.copyOf(raw);
  }

  /**
   * What the audit must say of each.
   *
   * @param letters of the outage, which were driven back
   */
  List<BookVerdicts.Expected> expected(GroundTruth truth, long letters) {
    long events = truth.clean();
    return List.of(
        expected("ingest, in and out", "job", raw, ingest, truth.records()),
        expected("enrich, in and out", "job", DemoTopics.CLEAN, enrich, events),
        expected("clean events", "topic", DemoTopics.CLEAN, enrich, events),
        expected("enriched events", "topic", DemoTopics.ENRICHED, audit, events),
        expected("duplicates", "topic", DemoTopics.DUPLICATES, audit, truth.duplicates()),
        expected("dead letters", "topic", DemoTopics.DEAD, audit, truth.dead().size()),
        expected("sent back", "topic", DemoTopics.ENRICH_RETRY, enrich, letters));
  }

  private static BookVerdicts.Expected expected(
      String name, String equation, String topic, String job, long records) {
    return expected(name, equation, List.of(topic), job, records);
  }

  /** Of all these topics together. */
  private static BookVerdicts.Expected expected(
      String name, String equation, List<String> topics, String job, long records) {
    Set<String> keys =
        topics.stream()
            .map(topic -> equation + '|' + topic + '|' + job)
            .collect(Collectors.toSet());
    return new BookVerdicts.Expected(name, keys, records);
  }
}
