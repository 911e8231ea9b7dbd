package dev.breakwater.operators.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkConfigTest {

  private final Map<String, String> values = new HashMap<>();

  SinkConfigTest() {
    values.put("job.instance", "orders.r01");
    values.put("kafka.bootstrap.servers", "broker:9092");
  }

  @Test
  void isExactlyOnceByDefault() throws Exception {
    SinkConfig config = config();

    assertThat(config.delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThat(config.naming()).isEqualTo(TransactionNaming.INCREMENTING);
    assertThat(config.transactionTimeout()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.maxRecordSize()).isEqualTo(1_000_000);
    assertThat(config.properties())
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", "true")
        .containsEntry("transaction.timeout.ms", "900000")
        .containsEntry("max.request.size", "1048576")
        .doesNotContainKey("transactional.id");
  }

  @Test
  void canBeAtLeastOnce() throws Exception {
    values.put("sink.delivery", "at-least-once");

    assertThat(config().delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
  }

  @Test
  void refusesADeliveryThatMayLose() {
    values.put("sink.delivery", "none");

    assertThatThrownBy(this::config)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sink.delivery");
  }

  @Test
  void passesPropertiesOnWithTheMoreSpecificOverTheGeneral() throws Exception {
    values.put("kafka.properties.security.protocol", "SSL");
    values.put("kafka.properties.compression.type", "gzip");
    values.put("sink.properties.compression.type", "zstd");

    assertThat(config().properties())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("compression.type", "zstd")
        .containsEntry("batch.size", "262144");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          acks | 1 | a record counts as written when all replicas in sync have it | all or -1
          enable.idempotence | false | a repeated request must not write a record twice | true
          key.serializer | a.B | records are written as bytes | org.apache.kafka.common.serialization.ByteArraySerializer
          value.serializer | a.B | records are written as bytes | org.apache.kafka.common.serialization.ByteArraySerializer
          bootstrap.servers | x:1 | see kafka.bootstrap.servers | leave it out
          transactional.id | mine | it is made from job.instance and the sink | leave it out
          transaction.timeout.ms | 7 | see sink.transaction-timeout | leave it out
          """)
  void refusesAPropertyThatBreaksARule(String property, String value, String rule, String allowed) {
    values.put("sink.properties." + property, value);

    assertProblems(
        "sink.properties."
            + property
            + " is not yours to set: "
            + rule
            + ", was "
            + value
            + "; allowed: "
            + allowed);
  }

  @Test
  void acceptsAGuardedPropertyThatKeepsTheRule() throws Exception {
    values.put("sink.properties.acks", "-1");

    assertThat(config().properties()).containsEntry("acks", "all");
  }

  @Test
  void saysWhatKafkaWouldRefuse() {
    values.put("sink.properties.compression.type", "rar");

    assertThatThrownBy(this::config)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sink.properties.compression.type is refused by Kafka (")
        .hasMessageContaining("was rar");
  }

  @Test
  void makesRoomForTheLargestRecord() throws Exception {
    values.put("sink.max-record-size", "20 mb");

    long record = 20 << 20;
    assertThat(config().maxRecordSize()).isEqualTo(record);
    assertThat(number("max.request.size")).isGreaterThan(record);
    assertThat(number("buffer.memory")).isGreaterThan(2 * record);
  }

  @ParameterizedTest
  @ValueSource(strings = {"max.request.size", "buffer.memory"})
  void refusesAPropertyThatLeavesNoRoomForTheLargestRecord(String property) {
    values.put("sink.properties." + property, "1001023");

    assertProblems(
        "sink.properties."
            + property
            + " must leave room for a record of sink.max-record-size, was 1001023;"
            + " allowed: 1001024 or more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "513 mb"})
  void refusesARecordSizeOutOfRange(String size) {
    values.put("sink.max-record-size", size);

    assertProblems(
        "sink.max-record-size is out of range, was " + size + "; allowed: 1 byte to 512 mb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 s", "999 ms", "25 d"})
  void refusesATransactionTimeoutOutOfRange(String timeout) {
    values.put("sink.transaction-timeout", timeout);

    assertProblems(
        "sink.transaction-timeout is out of range, was "
            + timeout
            + "; allowed: 1 s to 24 d, and no more than the broker's transaction.max.timeout.ms");
  }

  @Test
  void refusesALossLingerOutOfRange() {
    values.put("sink.loss-linger", "11 min");

    assertProblems("sink.loss-linger is out of range, was 11 min; allowed: 0 s to 10 min");
  }

  @Test
  void exactlyOnceNeedsCheckpoints() {
    assertCheckpointing(
        Map.of(),
        "execution.checkpointing.interval must be set for sink.delivery exactly-once, which writes"
            + " nothing visible without checkpoints, was not set; allowed: a duration, as 10 s");
  }

  @Test
  void exactlyOnceNeedsExactlyOnceCheckpoints() {
    assertCheckpointing(
        Map.of(
            "execution.checkpointing.interval", "1 s",
            "execution.checkpointing.mode", "AT_LEAST_ONCE"),
        "execution.checkpointing.mode must fit sink.delivery exactly-once, was AT_LEAST_ONCE;"
            + " allowed: EXACTLY_ONCE");
  }

  @Test
  void aTransactionMustNotEndBeforeItsCheckpoint() {
    values.put("sink.transaction-timeout", "10 min");

    assertCheckpointing(
        Map.of("execution.checkpointing.interval", "10 s"),
        "sink.transaction-timeout must not end before a checkpoint may, was PT10M; allowed:"
            + " PT10M10S (execution.checkpointing.interval + timeout) or more");
  }

  @Test
  void theDefaultsOfFlinkWithAnIntervalAreEnough() throws Exception {
    config()
        .requireCheckpointing(
            Configuration.fromMap(Map.of("execution.checkpointing.interval", "10 s")));
  }

  @Test
  void atLeastOnceNeedsNothingOfFlink() throws Exception {
    values.put("sink.delivery", "at-least-once");

    config().requireCheckpointing(new Configuration());
  }

  @Test
  void canBeShipped() throws Exception {
    SinkConfig config = config();

    assertThat(InstantiationUtil.<SinkConfig>clone(config)).isEqualTo(config);
  }

  @Test
  void hidesTheValuesOfProperties() throws Exception {
    values.put("sink.properties.sasl.jaas.config", "password=hunter2");

    assertThat(config().toString()).contains("sasl.jaas.config").doesNotContain("hunter2");
  }

  @Test
  void poolingNeedsTheTopicToBeNamed() throws Exception {
    values.put("sink.transaction-naming", "pooling");
    SinkConfig config = config();

    assertThatThrownBy(
            () ->
                KafkaSinks.<byte[]>of(
                    config,
                    new SinkName("clea"),
                    (value, context, timestamp) -> new ProducerRecord<>("clean", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sink.transaction-naming pooling needs the topic of sink clea to be named");
  }

  private SinkConfig config() throws ConfigException {
    Settings settings = Settings.of(values);
    SinkConfig config = SinkConfig.from(settings);
    settings.check();
    return config;
  }

  private long number(String property) throws ConfigException {
    return Long.parseLong(String.valueOf(config().properties().get(property)));
  }

  private void assertProblems(String... problems) {
    assertThatThrownBy(this::config)
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.problems()).containsExactly(problems));
  }

  private void assertCheckpointing(Map<String, String> flink, String problem) {
    assertThatCode(this::config).doesNotThrowAnyException();
    assertThatThrownBy(() -> config().requireCheckpointing(Configuration.fromMap(flink)))
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.problems()).containsExactly(problem));
  }
}
