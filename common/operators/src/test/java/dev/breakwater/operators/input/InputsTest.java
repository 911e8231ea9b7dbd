package dev.breakwater.operators.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputsTest {

  @Test
  void isKafkaUnlessSaidOtherwise() throws Exception {
    Settings settings = settings();
    Input input = Inputs.from(settings);
    settings.check();
    assertThat(input.kind()).isEqualTo(Inputs.KAFKA);
    assertThat(input.topics()).containsExactly("orders");
    assertThat(input.replayable()).isTrue();
  }

  @Test
  void saysWhatIsThereWhenAKindIsNot() {
    Settings settings = settings("source.kind", "rabbitmq");
    Inputs.from(settings);
    assertThatThrownBy(settings::check)
        .hasMessageContaining("source.kind is not on the class path, was rabbitmq; allowed: kafka")
        .hasMessageContaining("a jar of its own, given to flink run with -C");
  }

  @Test
  void offersTheChoiceAndKafkasOptionsFirst() {
    assertThat(Inputs.groups().get(0).options()).isEqualTo(List.of(Inputs.KIND));
    assertThat(Inputs.groups().get(1).title()).isEqualTo("Source");
  }

  private static Settings settings(String... more) {
    Map<String, String> flat = new HashMap<>();
    flat.put("job.instance", "a");
    flat.put("kafka.bootstrap.servers", "localhost:9092");
    flat.put("source.topics", "orders");
    for (int i = 0; i < more.length; i += 2) {
      flat.put(more[i], more[i + 1]);
    }
    return Settings.of(flat);
  }
}
