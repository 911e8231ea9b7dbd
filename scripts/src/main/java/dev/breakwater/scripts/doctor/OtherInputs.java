package dev.breakwater.scripts.doctor;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.Input;
import dev.breakwater.operators.input.Inputs;
import dev.breakwater.pulsar.PulsarOptions;
import dev.breakwater.rabbitmq.RabbitOptions;
import dev.breakwater.rabbitmqstream.RabbitStreamOptions;
import dev.breakwater.scripts.doctor.facts.OtherInput;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** Where the servers of the inputs are that are not Kafka, out of a job's configuration. */
final class OtherInputs {

  private OtherInputs() {}

  /** Null for Kafka. */
  static @Nullable OtherInput of(Input input, Settings settings) {
    return switch (input.kind()) {
      case Inputs.KAFKA -> null;
      case "rabbitmq" -> at(input, RabbitOptions.ADDRESSES, settings.find(RabbitOptions.ADDRESSES));
      case "rabbitmq-stream" ->
          at(input, RabbitStreamOptions.ADDRESSES, settings.find(RabbitStreamOptions.ADDRESSES));
      case "pulsar" -> at(input, PulsarOptions.SERVICE_URL, brokers(settings));
      default -> new OtherInput(input, "", List.of());
    };
  }

  private static OtherInput at(
      Input input, ConfigOption<?> option, @Nullable List<String> servers) {
    return new OtherInput(input, option.key(), servers == null ? List.of() : servers);
  }

  /** Of {@code pulsar://host:port,host:port}. */
  private static @Nullable List<String> brokers(Settings settings) {
    String url = settings.find(PulsarOptions.SERVICE_URL);
    return url == null ? null : List.of(url.replaceFirst("^[^/]*//", "").split(",", -1));
  }
}
