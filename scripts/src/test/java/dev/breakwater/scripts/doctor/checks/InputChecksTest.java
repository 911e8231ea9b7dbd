package dev.breakwater.scripts.doctor.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.Input;
import dev.breakwater.operators.input.Inputs;
import dev.breakwater.scripts.doctor.facts.OtherInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules on jobs that read something else than Kafka. */
class InputChecksTest {

  private final Recorded recorded = new Recorded();
  private final Map<String, String> settings = new HashMap<>();

  @Test
  void aServerThatTakesConnectionsIsGood() {
    readsQueues();
    recorded.servers.put("a:5672", "");
    assertThat(look(new InputCheck()))
        .extracting(Finding::severity, Finding::subject)
        .containsExactly(tuple(Severity.OK, "a:5672"), tuple(Severity.INFO, "rabbitmq"));
  }

  @Test
  void oneOfSeveralMayBeAwayButNotAll() {
    readsQueues();
    recorded.servers.put("a:5672", "Connection refused");
    recorded.servers.put("b:5672", "");
    assertThat(look(new InputCheck()))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING, Severity.OK, Severity.INFO);
    recorded.servers.put("b:5672", "no such host");
    assertThat(look(new InputCheck()))
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(Finding::what)
        .containsExactly(
            "no connection from here: Connection refused", "no connection from here: no such host");
    assertThat(look(new InputCheck()).get(0).fix())
        .contains("rabbitmq.addresses: …   # in job.yaml");
  }

  @Test
  void saysWhereARepairIsImpossible() {
    readsQueues();
    assertThat(look(new InputCheck()))
        .last()
        .satisfies(last -> assertThat(last.why()).contains("after 15 min are lost: no repair"));
    settings.put("pulsar.service-url", "pulsar://a:6650");
    settings.put("pulsar.topics", "in");
    reads("pulsar", "pulsar.service-url");
    recorded.servers.put("a:6650", "");
    assertThat(look(new InputCheck())).extracting(Finding::severity).containsExactly(Severity.OK);
  }

  @Test
  void ofAServerThatNobodyKnowsNothingIsSaid() {
    readsQueues();
    Input input = input("rabbitmq");
    recorded.shape = plain -> plain.withInput(new OtherInput(input, "", List.of()));
    assertThat(look(new InputCheck())).extracting(Finding::severity).contains(Severity.UNKNOWN);
  }

  @Test
  void theInputsOwnRulesForCheckpointsAreChecked() {
    readsQueues();
    assertThat(look(new CheckpointingCheck()))
        .extracting(Finding::severity)
        .containsExactly(Severity.OK);
    recorded.flink.put("execution.checkpointing.interval", "30 s");
    assertThat(look(new CheckpointingCheck()))
        .extracting(Finding::severity, Finding::subject)
        .containsExactly(tuple(Severity.ERROR, "rabbitmq.prefetch"));
    assertThat(look(new CheckpointingCheck()).get(0).fix())
        .startsWith("rabbitmq.prefetch: 30000 to 65535");
    recorded.flink.remove("execution.checkpointing.interval");
    assertThat(look(new CheckpointingCheck()))
        .as("once, though both need it")
        .extracting(Finding::subject)
        .containsExactly("execution.checkpointing.interval");
  }

  @Test
  void timesOfMessagesMayBeOfAnyAge() {
    readsQueues();
    recorded.source.put("message.timestamp.before.max.ms", "86400000");
    assertThat(look(new PerTopic(new TimestampsCheck())))
        .extracting(Finding::severity)
        .containsExactly(Severity.OK);
    recorded.clean.put("message.timestamp.before.max.ms", "86400000");
    assertThat(look(new PerTopic(new TimestampsCheck())))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
  }

  @Test
  void partitionsAreKafkas() {
    readsQueues();
    assertThat(look(new PartitionsCheck())).isEmpty();
  }

  @Test
  void ofKafkaNothingOfItIsSaid() {
    assertThat(look(new InputCheck())).isEmpty();
    assertThat(look(new PartitionsCheck())).isNotEmpty();
  }

  private void readsQueues() {
    settings.put("rabbitmq.addresses", "a:5672;b:5672");
    settings.put("rabbitmq.username", "u");
    settings.put("rabbitmq.password", "p");
    settings.put("rabbitmq.queues", "q");
    reads("rabbitmq", "rabbitmq.addresses");
  }

  private void reads(String kind, String option) {
    Input input = input(kind);
    recorded.servers.clear();
    recorded.shape = plain -> plain.withInput(new OtherInput(input, option, List.of("a:1")));
  }

  private Input input(String kind) {
    Map<String, String> own = new HashMap<>();
    own.put("source.kind", kind);
    own.put("job.instance", "flights.r01");
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(kind)) {
            own.put(key, value);
          }
        });
    return Inputs.from(Settings.of(own));
  }

  private List<Finding> look(Check check) {
    return check.look(recorded.facts());
  }
}
