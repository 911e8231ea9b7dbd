package dev.breakwater.scripts.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Each dead letter is sent back once, and is one that was there. */
class RedrivenTest {

  private final Redriven redriven = new Redriven();

  @Test
  void isWellWhenEachIsSentOnce() {
    redriven.add(sent("dead-1@7"));
    redriven.add(sent("dead-0@7"));
    assertThat(redriven.take(letter(1, 7))).isTrue();
    assertThat(redriven.take(letter(0, 7))).isTrue();
    assertThat(redriven.take(letter(0, 8))).as("was left where it is").isFalse();
    assertThat(redriven.complaints()).isEmpty();
    assertThat(redriven.count()).isEqualTo(2);
  }

  @Test
  void findsOneThatIsSentTwice() {
    redriven.add(sent("dead-1@7"));
    redriven.add(sent("dead-1@7"));
    redriven.take(letter(1, 7));
    assertThat(redriven.complaints())
        .containsExactly("1 dead letters were sent back more than once, such as dead-1@7");
  }

  @Test
  void findsWhatWasNeverADeadLetter() {
    redriven.add(sent("dead-1@7"));
    assertThat(redriven.complaints()).containsExactly("1 redriven records were never dead letters");
  }

  @Test
  void findsWhatDoesNotSayWhatItWas() {
    redriven.add(record("retry", 0, 0));
    assertThat(redriven.complaints())
        .containsExactly("1 redriven records do not say which dead letter they were");
  }

  private static ConsumerRecord<byte[], byte[]> sent(String from) {
    ConsumerRecord<byte[], byte[]> record = record("retry", 0, 0);
    record.headers().add("__breakwater.redrive.from", from.getBytes(UTF_8));
    return record;
  }

  private static ConsumerRecord<byte[], byte[]> letter(int partition, long offset) {
    return record("dead", partition, offset);
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, int partition, long offset) {
    return new ConsumerRecord<>(topic, partition, offset, new byte[0], new byte[0]);
  }
}
