package dev.breakwater.operators.isolate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IsolatedIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int RECORDS = 1_000;

  @RegisterExtension static final LocalFlinkExtension FLINK = LocalFlinkExtension.create();

  @Test
  void bringsEveryRecordToOneEnd() throws Exception {
    StreamExecutionEnvironment environment = FLINK.environment();
    environment.setParallelism(1);
    DataStream<Outcome> outcomes = isolated(environment, IsolatedIT::refuseEverySeventh);

    List<Outcome> all = outcomes.executeAndCollect(RECORDS + 1);

    assertThat(all).hasSize(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      assertThat(all.get(i).record().position()).isEqualTo("orders-0@" + i);
      assertThat(all.get(i) instanceof DeadLetter).isEqualTo(i % 7 == 0);
    }
  }

  @Test
  void failsTheJobForAnErrorOfAnOperatorChainedBehind() {
    Configuration once = new Configuration();
    once.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    StreamExecutionEnvironment environment = FLINK.cluster().environment(once);
    environment.setParallelism(1);
    isolated(environment, event -> event)
        .map(
            outcome -> {
              if (outcome.record().offset() == 10) {
                throw new IllegalArgumentException("behind the guard");
              }
              return outcome;
            })
        .returns(EventTypes.OUTCOME)
        .sinkTo(new DiscardingSink<>());

    assertThat(environment.getStreamGraph(false).getJobGraph().getNumberOfVertices())
        .as("tasks: all is chained")
        .isEqualTo(1);
    LocalJob job = FLINK.cluster().submit(environment, "behind");
    job.awaitStatus(JobStatus.FAILED, DEADLINE);

    assertThat(job.lastFailure()).rootCause().hasMessageContaining("behind the guard");
  }

  private static DataStream<Outcome> isolated(
      StreamExecutionEnvironment environment, IsolatedFunction function) {
    List<Event> events = new ArrayList<>();
    for (int offset = 0; offset < RECORDS; offset++) {
      events.add(event(offset));
    }
    DataStream<Event> source = environment.fromData(events, EventTypes.EVENT);
    return Isolated.map(source, function, "price", "isolated-price");
  }

  private static Outcome refuseEverySeventh(Event event) {
    if (event.record().offset() % 7 == 0) {
      throw new IllegalArgumentException("seventh");
    }
    return event;
  }

  private static Event event(long offset) {
    byte[] value = "{}".getBytes(UTF_8);
    RawRecord record = new RawRecord("orders", 0, offset, 5, null, value, Headers.EMPTY);
    Attributes attributes =
        new Attributes("id-" + offset, "/test", "test", null, null, null, null, List.of());
    return new Event(record, attributes, 5, value);
  }
}
