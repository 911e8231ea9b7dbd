package dev.breakwater.jobs.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;
import dev.breakwater.operators.kafka.RawRecords;
import dev.breakwater.operators.ledger.Received;
import dev.breakwater.operators.redrive.RedrivePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a redrive books of what it writes is what the reader of its target books. */
class RedriveBookingTest {

  private record Added(String topic, long time, long identity) {}

  @ParameterizedTest
  @CsvSource({"0, flights-ingest.retry", "9, flights.parked"})
  void isThatOfTheReader(String attempts, String topic) throws Exception {
    RedrivePolicy policy =
        new RedrivePolicy(RedriveConfigs.shipped().redrive(), Set.of(), 1_000_000);
    Headers headers =
        Headers.EMPTY
            .with(DeadLetterHeaders.REASON, bytes("dependency"))
            .with(DeadLetterHeaders.JOB, bytes("flights-ingest.r01"))
            .with(DeadLetterHeaders.STAGE, bytes("lookup"))
            .with(DeadLetterHeaders.TOPIC, bytes("flights.raw"))
            .with(DeadLetterHeaders.PARTITION, bytes("1"))
            .with(DeadLetterHeaders.OFFSET, bytes("5"))
            .with(DeadLetterHeaders.TIMESTAMP, bytes("77000"))
            .with(RedriveHeaders.ATTEMPT, bytes(attempts));
    RawRecord letter = new RawRecord("flights.dead", 3, 42, 77_000, null, bytes("{}"), headers);
    RawRecord read = read(Objects.requireNonNull(policy.encode(letter)));
    List<Added> added = new ArrayList<>();
    new RedriveBooking(policy)
        .book(letter, (to, detail, time, identity) -> added.add(new Added(to, time, identity)));
    assertThat(added).containsExactly(new Added(topic, 77_000, Received.identity(read)));
    assertThat(read.topic()).isEqualTo(topic);
    assertThat(Received.time(read)).isEqualTo(77_000);
  }

  private static RawRecord read(ProducerRecord<byte[], byte[]> record) {
    return RawRecords.of(
        new ConsumerRecord<>(
            record.topic(),
            0,
            7,
            record.timestamp(),
            TimestampType.CREATE_TIME,
            0,
            0,
            record.key(),
            record.value(),
            record.headers(),
            Optional.empty()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
