package dev.breakwater.testkit.verdict;

import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** The topics after a run without a fault, to plant faults in. */
final class Run {

  static final Reading READING =
      Reading.of(Reading.header("the_id"))
          .withReason(Reading.header("reason"))
          .withOriginHeaders("from.topic", "from.partition", "from.offset")
          .withStubHeader("stub.sha256");

  final GroundTruth truth;
  final List<WorkloadRecord> records = new ArrayList<>();
  final List<WorkloadRecord> duplicates = new ArrayList<>();
  final List<ConsumerRecord<byte[], byte[]>> clean = new ArrayList<>();
  final List<ConsumerRecord<byte[], byte[]>> dead = new ArrayList<>();

  Run(long seed) {
    Workload workload =
        Workload.builder()
            .seed(seed)
            .events(5_000)
            .duplicates(0.1)
            .malformed(0.1)
            .sizeLimit(2048)
            .oversized(0.01)
            .late(0.02)
            .nestingDepth(10)
            .build();
    truth = GroundTruth.of(workload);
    long offset = 0;
    for (WorkloadRecord record : workload) {
      records.add(record);
      switch (record.fate().exit()) {
        case CLEAN -> clean.add(cleanRecord(record, clean.size()));
        case DUPLICATE -> duplicates.add(record);
        case DEAD -> dead.add(deadLetter(record, record.fate().reason(), offset));
      }
      offset++;
    }
  }

  Verdict verdict() {
    return verdict(READING);
  }

  Verdict verdict(Reading reading) {
    return verdict(new Judge(truth, reading));
  }

  Verdict verdict(Order order) {
    return verdict(new Judge(truth, READING, order));
  }

  /** Where the first record is that must become a dead letter. */
  int firstDead() {
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).fate().isDead()) {
        return i;
      }
    }
    throw new AssertionError("no record is broken");
  }

  private Verdict verdict(Judge judge) {
    clean.forEach(judge::clean);
    dead.forEach(judge::dead);
    return judge.verdict();
  }

  static ConsumerRecord<byte[], byte[]> cleanRecord(WorkloadRecord record, long offset) {
    Headers headers = new RecordHeaders().add("the_id", utf8(record.id()));
    return record("clean", offset, record.key(), record.value(), headers);
  }

  /** Oversized ones as stubs: no value, but its digest, once as hex and once as bytes. */
  static ConsumerRecord<byte[], byte[]> deadLetter(
      WorkloadRecord record, String reason, long originOffset) {
    Headers headers =
        new RecordHeaders()
            .add("reason", utf8(reason))
            .add("from.topic", utf8("raw"))
            .add("from.partition", utf8("0"))
            .add("from.offset", utf8(Long.toString(originOffset)));
    byte[] value = record.value();
    if (record.kind() == Kind.OVERSIZED && value != null) {
      byte[] sha256 = sha256(value);
      boolean hex = originOffset % 2 == 0;
      headers.add("stub.sha256", hex ? utf8(HexFormat.of().formatHex(sha256)) : sha256);
      value = null;
    }
    return record("dead", originOffset, record.key(), value, headers);
  }

  static ConsumerRecord<byte[], byte[]> withValue(
      ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value) {
    return record(record.topic(), record.offset(), record.key(), value, record.headers());
  }

  static ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] value) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
