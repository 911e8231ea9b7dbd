package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Damage that no job notices, between ingest and enrich; the audit must find it. */
abstract class AuditDrill implements Drill {

  private final String name;
  private final String summary;
  private final Books.Expected expected;

  AuditDrill(String name, String summary, Books.Expected expected) {
    this.name = name;
    this.summary = summary;
    this.expected = expected;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.AUDITED;
  }

  @Override
  public List<String> alerts() {
    return List.of("AuditNotBalanced");
  }

  @Override
  public Duration longestGap() {
    return Duration.ofMinutes(2);
  }

  @Override
  public final List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    all.addAll(observed.books().complaints(expected, observed.faultMillis()));
    return all;
  }
}
