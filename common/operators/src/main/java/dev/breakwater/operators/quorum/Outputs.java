package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Emits and counts what the core decides. */
final class Outputs implements Effects {

  private static final Logger LOGGER = LoggerFactory.getLogger(Outputs.class);

  private final List<String> names;
  private final String unsettled;
  private final Output<StreamRecord<Event>> output;
  private final Report report;
  private final int subtask;
  private @Nullable QuorumMetrics metrics;
  private long now;

  Outputs(QuorumConfig config, Output<StreamRecord<Event>> output, int subtask) {
    this.names = config.names();
    this.unsettled = config.mode() == QuorumMode.QUORUM ? " of " + config.agree() : " unsettled";
    this.output = output;
    this.report = new Report(config);
    this.subtask = subtask;
  }

  void open(MetricGroup group, Standings standings) {
    metrics =
        new QuorumMetrics(
            group,
            names,
            new QuorumMetrics.ReplicaGauges() {
              @Override
              public long lag(int replica) {
                return standings.lag(replica);
              }

              @Override
              public int state(int replica) {
                return standings.state(replica).code();
              }

              @Override
              public int fenced(int replica) {
                return standings.isFenced(replica) ? 1 : 0;
              }
            });
  }

  /** What is brought about now is brought about at this time. */
  void at(long time) {
    now = time;
  }

  @Override
  public void count(Count what, int replica) {
    metrics().count(what, replica);
  }

  @Override
  public void result(Event event, int votes) {
    Event result = event;
    if (votes >= 0) {
      metrics().unsettled();
      result = flagged(event, votes + unsettled);
    }
    output.collect(record(result));
  }

  @Override
  public void finding(FindingKind kind, Ballot ballot, int replicas) {
    if (kind == FindingKind.WITHHELD) {
      metrics().withheld();
    }
    emit(Quorum.DISCREPANCIES, report.finding(kind, ballot, replicas, now));
  }

  @Override
  public void contradiction(FindingKind kind, Event copy, int replica, Digest digest) {
    emit(Quorum.DISCREPANCIES, report.contradiction(kind, copy, replica, digest, now));
  }

  @Override
  public void straggler(Event copy) {
    emit(Quorum.STRAGGLERS, copy);
  }

  @Override
  public void changed(int replica, ReplicaState from, ReplicaState to) {
    LOGGER.warn("replica changed replica={} from={} to={}", names.get(replica), from, to);
    change(replica, to.toString(), from.toString());
  }

  @Override
  public void tookOver(int replica, int from) {
    metrics().tookOver(replica);
    LOGGER.warn("replica takes over replica={} from={}", names.get(replica), names.get(from));
    change(replica, "active", "standby");
  }

  private void change(int replica, String is, String was) {
    emit(Quorum.DISCREPANCIES, report.change(new Report.Change(replica, is, was, subtask), now));
  }

  private void emit(OutputTag<Event> tag, Event event) {
    output.collect(tag, record(event));
  }

  private static StreamRecord<Event> record(Event event) {
    StreamRecord<Event> record = new StreamRecord<>(event);
    if (event.record().timestamp() != RawRecord.NO_TIMESTAMP) {
      record.setTimestamp(event.record().timestamp());
    }
    return record;
  }

  /** The event with the header that it was not settled, instead of one that it may have had. */
  private static Event flagged(Event event, String agreement) {
    RawRecord record = event.record();
    Headers headers = record.headers();
    List<String> names = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      if (!headers.name(i).equals(Quorum.AGREEMENT_HEADER)) {
        names.add(headers.name(i));
        values.add(headers.value(i));
      }
    }
    names.add(Quorum.AGREEMENT_HEADER);
    values.add(agreement.getBytes(UTF_8));
    RawRecord flagged =
        new RawRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            new Headers(names.toArray(new String[0]), values.toArray(new byte[0][])));
    return new Event(flagged, event.attributes(), event.time(), event.data());
  }

  private QuorumMetrics metrics() {
    return requireNonNull(metrics, "metrics");
  }
}
