package dev.breakwater.scripts.redrive;

import dev.breakwater.jobs.redrive.RedriveJobConfig;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.kafka.CommittedReader;
import dev.breakwater.operators.kafka.RawRecords;
import dev.breakwater.operators.kafka.TopicEnds;
import dev.breakwater.operators.redrive.Cause;
import dev.breakwater.operators.redrive.Decision;
import dev.breakwater.operators.redrive.Failure;
import dev.breakwater.operators.redrive.RedrivePlan;
import dev.breakwater.operators.redrive.RedrivePolicy;
import dev.breakwater.operators.redrive.SentBefore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What is among the dead letters, and what a run would make of each. */
final class Survey {

  static final String NO_FAILURE = "(no dead letter of a known kind)";
  private static final String NOT_SAID = "(not said)";

  private final RedrivePolicy policy;
  private final SentBefore sent;
  private final int samplesPerReason;
  private final long now;
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<String, Long> stages = new TreeMap<>();
  private final Map<Age, Long> ages = new EnumMap<>(Age.class);
  private final Map<String, List<Sample>> samples = new TreeMap<>();
  private long records;
  private long toSend;
  private long toPark;

  Survey(RedrivePolicy policy, SentBefore sent, int samplesPerReason, long now) {
    this.policy = policy;
    this.sent = sent;
    this.samplesPerReason = samplesPerReason;
    this.now = now;
  }

  /** Reads the topics, from their beginnings to their ends. */
  static Survey of(
      RedriveJobConfig config, RedrivePlan plan, RedrivePolicy policy, int samplesPerReason) {
    SentBefore sent = SentBefore.read(plan, config.redrive().maxMemory());
    Survey survey = new Survey(policy, sent, samplesPerReason, System.currentTimeMillis());
    Map<TopicPartition, Long> ends =
        TopicEnds.of("redrive", config.source().topics(), plan.properties());
    new CommittedReader("redrive", plan.properties(), ends, CommittedReader.BEGINNING)
        .forEach(record -> survey.add(RawRecords.of(record)));
    return survey;
  }

  void add(RawRecord record) {
    Decision decision = policy.decide(record);
    records++;
    count(outcomes, outcome(record, decision));
    Failure failure = decision.failure();
    String reason = failure == null ? NO_FAILURE : failure.reason();
    count(reasons, reason);
    count(stages, failure == null || failure.stage() == null ? NOT_SAID : failure.stage());
    ages.merge(Age.of(record, failure, now), 1L, Long::sum);
    List<Sample> some = samples.computeIfAbsent(reason, name -> new ArrayList<>());
    if (some.size() < samplesPerReason) {
      some.add(Sample.of(record, failure));
    }
  }

  private String outcome(RawRecord record, Decision decision) {
    if (decision instanceof Decision.Leave leave) {
      return "stays: " + leave.cause().code();
    } else if (sent.contains(record)) {
      return "stays: " + Cause.SENT_BEFORE.code();
    } else if (decision instanceof Decision.Send send) {
      toSend++;
      return "sent to " + send.target();
    }
    toPark++;
    return "parked: " + ((Decision.Park) decision).cause().code();
  }

  long records() {
    return records;
  }

  long toSend() {
    return toSend;
  }

  long toPark() {
    return toPark;
  }

  Map<String, Long> outcomes() {
    return outcomes;
  }

  Map<String, Long> reasons() {
    return reasons;
  }

  Map<String, Long> stages() {
    return stages;
  }

  /** By the text of the age, the youngest first; without those that have none. */
  Map<String, Long> ages() {
    Map<String, Long> counts = new LinkedHashMap<>();
    ages.forEach((age, count) -> counts.put(age.toString(), count));
    return counts;
  }

  Map<String, List<Sample>> samples() {
    return samples;
  }

  private static void count(Map<String, Long> counts, @Nullable String what) {
    counts.merge(String.valueOf(what), 1L, Long::sum);
  }
}
