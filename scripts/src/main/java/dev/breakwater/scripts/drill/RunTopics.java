package dev.breakwater.scripts.drill;

import java.util.List;
import java.util.stream.Stream;

/**
 * The names of one round: topics and job instances are its own.
 *
 * @param mark what no other round has
 */
record RunTopics(String mark) {

  /** Names that no other round has. */
  static RunTopics of(String drill, int round, long now) {
    return new RunTopics("%s.%d.%s".formatted(drill, round, Long.toString(now, 36)));
  }

  /** Of ingest; its transactional ids begin with it and a colon. */
  String instance() {
    return "drill-" + mark;
  }

  /** Of another job. */
  String instance(String job) {
    return instance() + "-" + job;
  }

  String transactionPrefix() {
    return instance() + ":";
  }

  /** What ingest reads. */
  String in() {
    return name("in");
  }

  /** What comes back to ingest from its dead letters. */
  String inRetry() {
    return name("in-retry");
  }

  /** Events of ingest, and what enrich reads. */
  String clean() {
    return name("clean");
  }

  /** Dead letters of ingest. */
  String dead() {
    return name("dead");
  }

  /** What comes back to enrich from its dead letters. */
  String cleanRetry() {
    return name("clean-retry");
  }

  /** Events of enrich. */
  String enriched() {
    return name("enriched");
  }

  /** Dead letters of enrich. */
  String enrichDead() {
    return name("enrich-dead");
  }

  /** What cannot be driven back. */
  String parked() {
    return name("parked");
  }

  /** What a replica of aggregate tells. */
  String delays(String replica) {
    return delays() + '.' + replica;
  }

  /** What replicas of aggregate tell; behind it, a dot and the name of the replica. */
  String delays() {
    return name("delays");
  }

  /** What a relay makes of what a replica tells. */
  String relayed() {
    return name("relayed");
  }

  /** What reconcile makes of what replicas tell. */
  String results() {
    return name("results");
  }

  /** What replicas do not agree on. */
  String discrepancies() {
    return name("discrepancies");
  }

  /** Dead letters of reconcile. */
  String reconcileDead() {
    return name("reconcile-dead");
  }

  /** The books of all jobs. */
  String ledger() {
    return name("ledger");
  }

  /** What the audit says of them. */
  String verdicts() {
    return name("verdicts");
  }

  /** Dead letters of the audit. */
  String auditDead() {
    return name("audit-dead");
  }

  /** All but {@link #in}. */
  List<String> outputs() {
    return List.of(inRetry(), clean(), dead(), cleanRetry(), enriched(), enrichDead(), parked());
  }

  /** The same, with books and their audit. */
  List<String> outputsOfAudited() {
    return Stream.concat(outputs().stream(), Stream.of(ledger(), verdicts(), auditDead())).toList();
  }

  /** The same, of replicas of aggregate and reconcile. */
  List<String> outputsOfReplicas() {
    return List.of(
        delays("a"),
        delays("b"),
        delays("c"),
        relayed(),
        dead(),
        results(),
        discrepancies(),
        reconcileDead());
  }

  private String name(String what) {
    return "flights.%s.%s".formatted(what, mark);
  }
}
