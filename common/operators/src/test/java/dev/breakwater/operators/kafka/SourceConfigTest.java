package dev.breakwater.operators.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceConfigTest {

  private final Map<String, String> values = new HashMap<>();

  SourceConfigTest() {
    values.put("job.instance", "orders.r01");
    values.put("kafka.bootstrap.servers", "broker:9092");
    values.put("source.topics", "raw.a;raw.b");
  }

  @Test
  void readsTopicsAndDefaults() throws Exception {
    SourceConfig config = config();

    assertThat(config.topics()).containsExactly("raw.a", "raw.b");
    assertThat(config.start()).isEqualTo(new StartingOffsets(Start.COMMITTED, 0, OutOfRange.FAIL));
    assertThat(config.idleTimeout()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void derivesNamesFromTheInstance() throws Exception {
    assertThat(config().properties())
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("group.id", "orders.r01")
        .containsEntry("client.id.prefix", "orders.r01");
  }

  @Test
  void readsCommittedRecordsOnly() throws Exception {
    assertThat(config().properties()).containsEntry("isolation.level", "read_committed");
  }

  @Test
  void passesPropertiesOnWithTheMoreSpecificOverTheGeneral() throws Exception {
    values.put("kafka.properties.security.protocol", "SSL");
    values.put("kafka.properties.fetch.min.bytes", "1");
    values.put("source.properties.fetch.min.bytes", "2");
    values.put("source.properties.some.plugin.setting", "x");

    assertThat(config().properties())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("fetch.min.bytes", "2")
        .containsEntry("some.plugin.setting", "x")
        .containsEntry("max.poll.records", "5000");
  }

  @Test
  void acceptsAGuardedPropertyThatKeepsTheRule() throws Exception {
    values.put("source.properties.isolation.level", "read_committed");
    values.put("kafka.properties.enable.auto.commit", "false");

    assertThat(config().properties()).containsEntry("isolation.level", "read_committed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          isolation.level | read_uncommitted | records of aborted transactions are never read | read_committed
          enable.auto.commit | true | offsets are committed with checkpoints only | false
          commit.offsets.on.checkpoint | false | source.start committed relies on these offsets | true
          auto.offset.reset | latest | offsets are never skipped in silence, see source.start and source.out-of-range | none
          key.deserializer | a.B | records are read as bytes | org.apache.kafka.common.serialization.ByteArrayDeserializer
          value.deserializer | a.B | records are read as bytes | org.apache.kafka.common.serialization.ByteArrayDeserializer
          bootstrap.servers | x:1 | see kafka.bootstrap.servers | leave it out
          group.id | mine | it is job.instance | leave it out
          client.id | mine | it is made from job.instance | leave it out
          client.id.prefix | mine | it is job.instance | leave it out
          partition.discovery.interval.ms | 7 | see source.partition-discovery-interval | leave it out
          """)
  void refusesAPropertyThatBreaksARule(String property, String value, String rule, String allowed) {
    values.put("source.properties." + property, value);
    values.put("kafka.properties." + property, value);

    String problem = "properties." + property + " is not yours to set: " + rule + ", was " + value;
    assertProblems(
        "kafka." + problem + "; allowed: " + allowed,
        "source." + problem + "; allowed: " + allowed);
  }

  @Test
  void saysWhatKafkaWouldRefuse() {
    values.put("kafka.properties.security.protocol", "SECRET");

    assertThatThrownBy(this::config)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("kafka.properties.security.protocol is refused by Kafka (")
        .hasMessageContaining("was SECRET");
  }

  @Test
  void startsAtATimestamp() throws Exception {
    values.put("source.start", "timestamp");
    values.put("source.start-timestamp", "2026-01-31T12:00:00+01:00");

    assertThat(config().start().timestamp()).isEqualTo(1_769_857_200_000L);
  }

  @Test
  void startsAtATimestampInMilliseconds() throws Exception {
    values.put("source.start", "TIMESTAMP");
    values.put("source.start-timestamp", "1769857200000");

    assertThat(config().start().timestamp()).isEqualTo(1_769_857_200_000L);
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2026-02-30T00:00:00Z", "-1", "2026-01-31"})
  void refusesATimestampThatIsNone(String text) {
    values.put("source.start", "timestamp");
    values.put("source.start-timestamp", text);

    assertProblems(
        "source.start-timestamp must be a time, was "
            + text
            + "; allowed: RFC 3339, as 2026-01-31T12:00:00Z, or epoch milliseconds");
  }

  @Test
  void refusesAStartAtATimestampWithoutOne() {
    values.put("source.start", "timestamp");

    assertProblems(
        "source.start-timestamp goes together with source.start timestamp, which was timestamp,"
            + " was not set; allowed: both or neither");
  }

  @Test
  void refusesATimestampForAnotherStart() {
    values.put("source.start-timestamp", "0");

    assertProblems(
        "source.start-timestamp goes together with source.start timestamp, which was committed,"
            + " was 0; allowed: both or neither");
  }

  @ParameterizedTest
  @CsvSource({"a b", "raw/a", "'''a,b'''", "ä"})
  void refusesATopicThatCannotBe(String topic) {
    values.put("source.topics", topic);

    assertProblems(
        "source.topics must be names of topics, was "
            + topic
            + "; allowed: one or more, separated by semicolons, each 1 to 249 of a-z, A-Z, 0-9,"
            + " '.', '_', '-'");
  }

  @Test
  void disablesDiscoveryWithZero() throws Exception {
    values.put("source.partition-discovery-interval", "0 s");

    assertThat(config().properties()).containsEntry("partition.discovery.interval.ms", "0");
  }

  @Test
  void reportsAllProblemsTogether() {
    values.remove("kafka.bootstrap.servers");
    values.remove("source.topics");
    values.put("source.properties.group.id", "x");

    assertThatThrownBy(this::config)
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).hasSize(3));
  }

  @Test
  void canBeShipped() throws Exception {
    SourceConfig config = config();

    assertThat(InstantiationUtil.<SourceConfig>clone(config)).isEqualTo(config);
    assertThat(InstantiationUtil.serializeObject(KafkaSources.raw(config))).isNotEmpty();
  }

  @Test
  void hidesTheValuesOfProperties() throws Exception {
    values.put("source.properties.sasl.jaas.config", "password=hunter2");

    assertThat(config().toString()).contains("sasl.jaas.config").doesNotContain("hunter2");
  }

  private SourceConfig config() throws ConfigException {
    Settings settings = Settings.of(values);
    SourceConfig config = SourceConfig.from(settings);
    settings.check();
    return config;
  }

  private void assertProblems(String... problems) {
    assertThatThrownBy(this::config)
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.problems()).containsExactly(problems));
  }
}
