package dev.breakwater.scripts.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.audit.Equation;
import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Lineage;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.scripts.audit.ExplainCommand.Bucket;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final Bucket BUCKET = new Bucket("raw", 60_000, 120_000, Equation.JOB);

  private final Explanation explanation = new Explanation(BUCKET, 2, 64 << 20);

  @Test
  void findsNothingWhereEachCameOutOnce() {
    for (int i = 0; i < 100; i++) {
      explanation.input(input(i));
    }
    for (int i = 99; i >= 0; i--) {
      explanation.output(i % 10 == 0 ? dead(i) : output(i));
    }
    assertThat(explanation.isClean()).isTrue();
    assertThat(explanation.text()).startsWith("100 records in, 100 of them came out\n");
  }

  @Test
  void namesWhatCameOutNowhereTwiceOrOfNothing() {
    List<RawRecord> inputs = List.of(input(0), input(1), input(2), input(3), input(4));
    inputs.forEach(explanation::input);
    explanation.output(output(0));
    explanation.output(output(4));
    explanation.output(dead(4));
    explanation.output(output(7));
    explanation.output(new RawRecord("clean", 0, 77, 70_000, null, null, Headers.EMPTY));
    inputs.forEach(explanation::name);
    assertThat(explanation.text())
        .isEqualTo(
            """
            5 records in, 2 of them came out
            3 came out nowhere
              raw-1@1 id id-1
              raw-1@2 id id-2
            1 came out once more
              raw-1@4 again at dead-0@4
            2 outputs came of none of them
              clean-0@7 id id-7 of raw-1@7
              clean-0@77 of no record
            """);
    assertThat(explanation.isClean()).isFalse();
  }

  @Test
  void leavesOtherBucketsAndOtherTopicsAlone() {
    explanation.input(at(input(0), 59_999));
    explanation.input(at(input(1), 120_000));
    explanation.output(at(output(0), 59_999));
    explanation.output(
        new RawRecord("clean", 0, 1, 70_000, null, null, header(Lineage.ORIGIN, "other-1@5")));
    assertThat(explanation.isClean()).isTrue();
    assertThat(explanation.text()).startsWith("0 records in, 0 of them came out\n");
  }

  @Test
  void takesTheTimeOfEventsForTheBucketOfATopic() {
    Explanation topic =
        new Explanation(new Bucket("raw", 60_000, 120_000, Equation.TOPIC), 2, 64 << 20);
    topic.input(event(0, "1970-01-01T00:01:30Z"));
    topic.input(event(1, "1970-01-01T00:02:00Z"));
    assertThat(topic.text()).startsWith("1 records in, 0 of them came out\n");
  }

  @Test
  void givesUpAboveItsMemory() {
    Explanation small = new Explanation(BUCKET, 2, 20_000);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10; i++) {
                small.input(input(i << 16));
              }
            })
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("--max-memory-mb");
  }

  private static RawRecord input(int offset) {
    return new RawRecord("raw", 1, offset, 60_000, null, null, header(Lineage.ID, "id-" + offset));
  }

  private static RawRecord event(int offset, String time) {
    Headers headers =
        header(Lineage.ID, "id-" + offset)
            .with(Lineage.SOURCE, bytes("test"))
            .with("ce_specversion", bytes("1.0"))
            .with("ce_type", bytes("any"))
            .with("ce_time", bytes(time));
    return new RawRecord("raw", 1, offset, 5_000_000, null, null, headers);
  }

  private static RawRecord output(int offset) {
    Headers headers =
        header(Lineage.ID, "id-" + offset).with(Lineage.ORIGIN, bytes("raw-1@" + offset));
    return new RawRecord("clean", 0, offset, 60_000, null, null, headers);
  }

  /** A dead letter that was made of something else before. */
  private static RawRecord dead(int offset) {
    Headers headers =
        header(Lineage.ORIGIN, "first-0@3")
            .with(DeadLetterHeaders.TOPIC, bytes("raw"))
            .with(DeadLetterHeaders.PARTITION, bytes("1"))
            .with(DeadLetterHeaders.OFFSET, bytes("" + offset));
    return new RawRecord("dead", 0, offset, 60_000, null, null, headers);
  }

  private static RawRecord at(RawRecord record, long timestamp) {
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        timestamp,
        null,
        null,
        record.headers());
  }

  private static Headers header(String name, String value) {
    return Headers.EMPTY.with(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
