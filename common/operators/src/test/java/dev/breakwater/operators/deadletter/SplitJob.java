package dev.breakwater.operators.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventEncoder;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.kafka.KafkaSinks;
import dev.breakwater.operators.kafka.KafkaSources;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SinkName;
import dev.breakwater.operators.kafka.SourceConfig;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A job on topics of its own: values that say "bad…" become dead letters, the others events. */
final class SplitJob {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final AtomicInteger STARTS = new AtomicInteger();

  private final EmbeddedKafkaExtension kafka;
  private final String raw;
  private final String clean;
  private final String dead;

  SplitJob(EmbeddedKafkaExtension kafka) {
    this.kafka = kafka;
    this.raw = kafka.newTopic("raw", 1);
    this.clean = kafka.newTopic("clean", 1);
    this.dead = kafka.newTopic("dead", 1);
    STARTS.set(0);
  }

  /** How often a subtask has started since the last job was made. */
  static int starts() {
    return STARTS.get();
  }

  /** Writes records that are named by kind and number: good-0, good-1, bad-2… */
  void produce(String kind, int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = from; i < to; i++) {
        sent.add(producer.send(new ProducerRecord<>(raw, (kind + "-" + i).getBytes(UTF_8))));
      }
      producer.flush();
      assertThat(sent).allSatisfy(each -> assertThat(each).succeedsWithin(DEADLINE));
    }
  }

  void build(StreamExecutionEnvironment environment, DeadLetterConfig budget) {
    build(environment, budget, false);
  }

  void build(StreamExecutionEnvironment environment, DeadLetterConfig budget, boolean shuffled) {
    Settings settings =
        Settings.of(
            Map.of(
                "job.instance",
                raw,
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "source.topics",
                raw,
                "source.start",
                "earliest"));
    SinkConfig sink = SinkConfig.from(settings);
    DataStream<Outcome> outcomes =
        environment
            .fromSource(
                KafkaSources.raw(SourceConfig.from(settings)),
                WatermarkStrategy.noWatermarks(),
                "raw")
            .uid("raw")
            .map(new Decide())
            .returns(EventTypes.OUTCOME)
            .uid("decide");
    Split split = DeadLetters.split(shuffled ? outcomes.rebalance() : outcomes, budget);
    split
        .events()
        .sinkTo(KafkaSinks.of(sink, new SinkName("evnt"), new EventEncoder(clean)))
        .uid("clean");
    split
        .deadLetters()
        .sinkTo(
            KafkaSinks.of(sink, new SinkName("dead"), new DeadLetterEncoder(dead, raw, 1_000_000)))
        .uid("dead");
  }

  /** What readers of committed records see. */
  List<String> events() {
    return values(clean);
  }

  /** What readers of committed records see. */
  List<String> deadLetters() {
    return values(dead);
  }

  private List<String> values(String topic) {
    List<String> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicReader.readAll(kafka.bootstrapServers(), topic, DEADLINE)) {
      values.add(new String(record.value(), UTF_8));
    }
    return values;
  }

  private static final class Decide extends RichMapFunction<RawRecord, Outcome> {

    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) {
      STARTS.incrementAndGet();
    }

    @Override
    public Outcome map(RawRecord record) {
      byte[] value = record.value();
      String text = value == null ? "" : new String(value, UTF_8);
      if (text.startsWith("bad")) {
        return new DeadLetter(record, Reason.INVALID, "decide", "says so", null, 1);
      }
      Attributes attributes =
          new Attributes(text, "/test", "test", null, null, null, null, List.of());
      return new Event(record, attributes, record.timestamp(), value);
    }
  }
}
