package dev.breakwater.scripts.bench.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * The baseline: the same work as Flink's documentation teaches it, strings and a JSON tree, one
 * {@link ValueState} with a time to live, two exactly-once sinks. Nothing in it is meant to be slow
 * and nothing is tuned.
 */
public final class PlainJob {

  private static final OutputTag<String> DEAD = new OutputTag<>("dead", Types.STRING);
  private static final TypeInformation<Tuple2<String, String>> ID_AND_FLIGHT =
      TypeInformation.of(new TypeHint<>() {});

  @Option(names = "--bootstrap", required = true)
  private String bootstrap = "";

  @Option(names = "--in", required = true)
  private String in = "";

  @Option(names = "--clean", required = true)
  private String clean = "";

  @Option(names = "--dead", required = true)
  private String dead = "";

  @Option(names = "--group", required = true)
  private String group = "";

  public static void main(String[] args) throws Exception {
    PlainJob job = new PlainJob();
    new CommandLine(job).parseArgs(args);
    job.run();
  }

  private void run() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    SingleOutputStreamOperator<Tuple2<String, String>> valid =
        env.fromSource(source(), WatermarkStrategy.noWatermarks(), "flights")
            .process(new Validate())
            .returns(ID_AND_FLIGHT);
    valid.keyBy(flight -> flight.f0).process(new FirstOnly()).sinkTo(cleanSink());
    valid.getSideOutput(DEAD).sinkTo(deadSink());
    env.execute("plain");
  }

  private KafkaSource<String> source() {
    return KafkaSource.<String>builder()
        .setBootstrapServers(bootstrap)
        .setTopics(in)
        .setGroupId(group)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setValueOnlyDeserializer(new SimpleStringSchema())
        .build();
  }

  private KafkaSink<Tuple2<String, String>> cleanSink() {
    return KafkaSink.<Tuple2<String, String>>builder()
        .setBootstrapServers(bootstrap)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(group + "-clean-")
        .setKafkaProducerConfig(producer())
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<Tuple2<String, String>>builder()
                .setTopic(clean)
                .setKeySerializationSchema(new Field(0))
                .setValueSerializationSchema(new Field(1))
                .build())
        .build();
  }

  private KafkaSink<String> deadSink() {
    return KafkaSink.<String>builder()
        .setBootstrapServers(bootstrap)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(group + "-dead-")
        .setKafkaProducerConfig(producer())
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<String>builder()
                .setTopic(dead)
                .setValueSerializationSchema(new SimpleStringSchema())
                .build())
        .build();
  }

  private static Properties producer() {
    Properties properties = new Properties();
    // Flink's default of one hour is more than brokers allow.
    properties.setProperty("transaction.timeout.ms", "600000");
    properties.setProperty("compression.type", "lz4");
    return properties;
  }

  /** One field of the pair as text. */
  private static final class Field implements SerializationSchema<Tuple2<String, String>> {

    private final int index;

    Field(int index) {
      this.index = index;
    }

    @Override
    public byte[] serialize(Tuple2<String, String> flight) {
      return flight.<String>getField(index).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Lets flights with all fields through with their id; the rest goes to the side. */
  private static final class Validate extends ProcessFunction<String, Tuple2<String, String>> {

    private transient ObjectMapper mapper;

    @Override
    public void open(OpenContext context) {
      mapper = new ObjectMapper();
    }

    @Override
    public void processElement(
        String value,
        ProcessFunction<String, Tuple2<String, String>>.Context context,
        Collector<Tuple2<String, String>> out) {
      JsonNode flight = parse(value);
      if (isFlight(flight)) {
        out.collect(Tuple2.of(flight.get("id").asText(), value));
      } else {
        context.output(DEAD, value);
      }
    }

    private JsonNode parse(String value) {
      try {
        return mapper.readTree(value);
      } catch (JsonProcessingException malformed) {
        return mapper.missingNode();
      }
    }

    private static boolean isFlight(JsonNode flight) {
      return isText(flight, "id")
          && isText(flight, "origin")
          && isText(flight, "destination")
          && flight.path("delay").isInt()
          && flight.path("distance").isInt()
          && isText(flight, "date")
          && isDate(flight.get("date").asText());
    }

    private static boolean isText(JsonNode flight, String field) {
      JsonNode node = flight.path(field);
      return node.isTextual() && !node.asText().isEmpty();
    }

    private static boolean isDate(String text) {
      try {
        LocalDateTime.parse(text);
        return true;
      } catch (DateTimeParseException impossible) {
        return false;
      }
    }
  }

  /** Forwards the first flight of each id within an hour. */
  private static final class FirstOnly
      extends KeyedProcessFunction<String, Tuple2<String, String>, Tuple2<String, String>> {

    private transient ValueState<Boolean> seen;

    @Override
    public void open(OpenContext context) {
      ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("seen", Types.BOOLEAN);
      descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofHours(1)).build());
      seen = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(
        Tuple2<String, String> flight,
        KeyedProcessFunction<String, Tuple2<String, String>, Tuple2<String, String>>.Context
            context,
        Collector<Tuple2<String, String>> out)
        throws Exception {
      if (seen.value() == null) {
        seen.update(true);
        out.collect(flight);
      }
    }
  }
}
