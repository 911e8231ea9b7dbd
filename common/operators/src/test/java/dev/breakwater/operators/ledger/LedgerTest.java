package dev.breakwater.operators.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

  private static final LedgerConfig OFF = new LedgerConfig("me.r01", null, 60_000);
  private static final LedgerConfig ON = new LedgerConfig("me.r01", "books", 60_000);

  @Test
  void isNotThereWhereNoBooksAreKept() {
    SingleOutputStreamOperator<RawRecord> records = records();
    Ledger ledger = new Ledger(OFF);
    assertThat(ledger.read(records)).isSameAs(records);
    assertThat(ledger.received(records)).isSameAs(records);
    assertThat(ledger.exitOfRecords("left", records)).isSameAs(records);
    ledger.sinkTo(null);
  }

  @Test
  void needsASinkWhereBooksAreKeptAndOnlyThere() {
    assertThatThrownBy(() -> new Ledger(ON).sinkTo(null)).hasMessageContaining("was missing");
    assertThatThrownBy(() -> new Ledger(OFF).sinkTo(new DiscardingSink<>()))
        .hasMessageContaining("was there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Left", "a|b", "1st"})
  void refusesAnExitOfAnotherName(String name) {
    assertThatThrownBy(() -> new Ledger(ON).exitOfRecords(name, records()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name of a boundary must be");
  }

  @Test
  void booksBoundariesThatFollowOneAnotherStraightInOneOperator() {
    SingleOutputStreamOperator<RawRecord> records = records();
    Ledger ledger = new Ledger(ON);
    SingleOutputStreamOperator<RawRecord> read = ledger.read(records);
    assertThat(ledger.received(read)).isSameAs(read);
    assertThat(read.getName()).isEqualTo("ledger-read + ledger-received");
    assertThat(read.getTransformation().getUid()).isEqualTo("ledger-read");
    DataStream<RawRecord> some = read.filter(record -> record.offset() > 0);
    assertThat(ledger.exitOfRecords("some", some)).isNotSameAs(some);
    assertThat(read.getName()).isEqualTo("ledger-read + ledger-received");
  }

  @Test
  void refusesABoundaryThatIsBookedAlready() {
    Ledger ledger = new Ledger(ON);
    ledger.exitOfRecords("left", records());
    assertThatThrownBy(() -> ledger.exitOfRecords("left", records()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ledger-exit-left is booked already");
  }

  @Test
  void readsItsOptions() throws ConfigException {
    assertThat(config(Map.of())).isEqualTo(OFF);
    assertThat(config(Map.of("ledger.topic", "books", "ledger.bucket", "10 s")))
        .isEqualTo(new LedgerConfig("me.r01", "books", 10_000));
  }

  @Test
  void refusesBooksOfWhatMayBeWrittenTwice() {
    assertThatThrownBy(
            () -> config(Map.of("ledger.topic", "books", "sink.delivery", "at-least-once")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ledger.topic needs sink.delivery exactly-once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 s", "2 d"})
  void refusesABucketThatIsNone(String bucket) {
    assertThatThrownBy(() -> config(Map.of("ledger.bucket", bucket)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ledger.bucket is out of range");
  }

  private static LedgerConfig config(Map<String, String> options) throws ConfigException {
    Map<String, String> all = new HashMap<>(options);
    all.put("job.instance", "me.r01");
    Settings settings = Settings.of(all);
    LedgerConfig config = LedgerConfig.from(settings);
    settings.check();
    return config;
  }

  private static SingleOutputStreamOperator<RawRecord> records() {
    RawRecord record = new RawRecord("in", 0, 0, 0, null, null, Headers.EMPTY);
    return StreamExecutionEnvironment.getExecutionEnvironment()
        .fromData(EventTypes.RAW_RECORD, record);
  }
}
