package dev.breakwater.operators.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RawRecordDeserializerTest {

  private static final byte[] KEY = {0, -1, 'k'};
  private static final byte[] VALUE = {'{', -128, 0};

  @Test
  void keepsPositionTimestampAndBytes() {
    RawRecord record = read(record(1_750_000_000_123L, KEY, VALUE, new RecordHeaders()));

    assertThat(record.topic()).isEqualTo("raw");
    assertThat(record.partition()).isEqualTo(3);
    assertThat(record.offset()).isEqualTo(42L);
    assertThat(record.timestamp()).isEqualTo(1_750_000_000_123L);
    assertThat(record.key()).isSameAs(KEY);
    assertThat(record.value()).isSameAs(VALUE);
    assertThat(record.headers()).isSameAs(Headers.EMPTY);
  }

  @Test
  void keepsHeadersInOrderWithRepetitionsAndNulls() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("a", new byte[] {1}).add("", new byte[0]).add("a", null).add("a", new byte[] {2});

    assertThat(read(record(0, KEY, VALUE, headers)).headers())
        .isEqualTo(
            new Headers(new String[] {"a", "", "a", "a"}, new byte[][] {{1}, {}, null, {2}}));
  }

  @Test
  void takesARecordOfNulls() {
    RawRecord record = read(new ConsumerRecord<>("raw", 3, 42L, null, null));

    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
    assertThat(record.headers().size()).isZero();
    assertThat(record.timestamp()).isEqualTo(RawRecord.NO_TIMESTAMP);
  }

  @Test
  void tellsAnEmptyValueFromNone() {
    RawRecord record = read(record(0, new byte[0], new byte[0], new RecordHeaders()));

    assertThat(record.key()).isEmpty();
    assertThat(record.value()).isEmpty();
  }

  @Test
  void takesAHeaderNameThatIsNotUtf8() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(new RecordHeader(ByteBuffer.wrap(new byte[] {-1, 'x'}), ByteBuffer.wrap(VALUE)));

    assertThat(read(record(0, KEY, VALUE, headers)).headers().name(0)).isEqualTo("\uFFFDx");
  }

  @Test
  void takesTenThousandHeaders() {
    RecordHeaders headers = new RecordHeaders();
    for (int i = 0; i < 10_000; i++) {
      headers.add("h" + i, String.valueOf(i).getBytes(UTF_8));
    }

    Headers read = read(record(0, KEY, VALUE, headers)).headers();

    assertThat(read.size()).isEqualTo(10_000);
    assertThat(read.last("h9999")).isEqualTo("9999".getBytes(UTF_8));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long timestamp, byte[] key, byte[] value, RecordHeaders headers) {
    return new ConsumerRecord<>(
        "raw",
        3,
        42L,
        timestamp,
        TimestampType.CREATE_TIME,
        key.length,
        value.length,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static RawRecord read(ConsumerRecord<byte[], byte[]> record) {
    List<RawRecord> out = new ArrayList<>();
    new RawRecordDeserializer().deserialize(record, new ListCollector<>(out));
    assertThat(out).hasSize(1);
    return out.get(0);
  }
}
