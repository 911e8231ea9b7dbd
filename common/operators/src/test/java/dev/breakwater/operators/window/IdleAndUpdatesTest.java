package dev.breakwater.operators.window;

import static dev.breakwater.operators.window.Configs.sample;
import static dev.breakwater.operators.window.Configs.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Reason;
import java.util.List;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdleAndUpdatesTest {

  private static final int ALL = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(strings = {"tumbling", "hopping", "session"})
  void tellsOpenWindowsWhenEverythingIsIdleAndAgainWhenMoreComes(String kind) throws Exception {
    WindowConfig config =
        switch (kind) {
          case "hopping" -> seconds("window.kind", kind, "window.slide", "500 ms");
          case "session" ->
              seconds(
                  "window.kind", kind,
                  "window.size", "",
                  "window.gap", "1 s",
                  "window.lateness", "1 s");
          default -> seconds();
        };
    try (Pipeline pipeline = pipeline(config, 1)) {
      pipeline.process(0, sample(0, 0, "a", 5_200, "1").event());
      pipeline.status(0, WatermarkStatus.IDLE);
      pipeline.deliver(0, ALL);
      pipeline.clock(config.idleClose() - 1);
      assertThat(pipeline.told).isEmpty();
      pipeline.clock(config.idleClose());
      int windows = kind.equals("hopping") ? 2 : 1;
      assertThat(ids(pipeline.told)).hasSize(windows).allMatch(id -> id.contains("/0/a"));

      pipeline.status(0, WatermarkStatus.ACTIVE);
      pipeline.process(0, sample(0, 1, "a", 5_100, "2").event());
      pipeline.watermark(0, 100_000);
      pipeline.deliver(0, ALL);
      assertThat(pipeline.told).hasSize(2 * windows);
      assertThat(ids(pipeline.told.subList(windows, 2 * windows)))
          .allMatch(id -> id.contains("/1/a"));
      assertThat(pipeline.results.values())
          .anyMatch(payload -> payload.contains("\"events\":2,\"measures\":{\"n\":2,\"sum\":3}"));
      assertThat(pipeline.openWindows()).isZero();
    }
  }

  @Test
  void tellsNothingAgainWhenNothingMoreCame() throws Exception {
    WindowConfig config = seconds();
    try (Pipeline pipeline = pipeline(config, 1)) {
      pipeline.process(0, sample(0, 0, "a", 5_200, "1").event());
      pipeline.status(0, WatermarkStatus.IDLE);
      pipeline.deliver(0, ALL);
      pipeline.clock(config.idleClose());
      pipeline.restart(2);
      pipeline.watermark(0, 100_000);
      pipeline.watermark(1, 100_000);
      pipeline.deliver(0, ALL);
      pipeline.deliver(1, ALL);
      assertThat(pipeline.told).hasSize(1);
      assertThat(pipeline.openWindows()).isZero();
    }
  }

  @Test
  void deadLettersTheOldEventsOfASubtaskThatTheOthersDidNotWaitFor() throws Exception {
    try (Pipeline pipeline = pipeline(seconds(), 2)) {
      pipeline.process(0, sample(0, 0, "a", 5_200, "1").event());
      pipeline.process(1, sample(1, 0, "a", 5_300, "1").event());
      pipeline.status(1, WatermarkStatus.IDLE);
      pipeline.deliver(1, ALL);
      pipeline.watermark(0, 9_000);
      pipeline.deliver(0, ALL);
      assertThat(pipeline.results).hasSize(1);

      pipeline.status(1, WatermarkStatus.ACTIVE);
      pipeline.process(1, sample(1, 1, "a", 5_400, "1").event());
      pipeline.process(1, sample(1, 2, "a", 9_400, "1").event());
      pipeline.watermark(1, 9_399);
      pipeline.deliver(1, ALL);
      pipeline.watermark(0, 20_000);
      pipeline.watermark(1, 20_000);
      pipeline.deliver(0, ALL);
      pipeline.deliver(1, ALL);
      assertThat(pipeline.letters)
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.reason()).isEqualTo(Reason.LATE);
                assertThat(letter.record().offset()).isEqualTo(1);
              });
      assertThat(pipeline.results).hasSize(2);
    }
  }

  @Test
  void doesNotOpenAWindowAgainThatWasToldBeforeARestart() throws Exception {
    try (Pipeline pipeline = pipeline(seconds(), 1)) {
      pipeline.process(0, sample(0, 0, "a", 5_200, "1").event());
      pipeline.watermark(0, 7_000);
      pipeline.deliver(0, ALL);
      pipeline.restart(2);
      // Another partition, which nothing is known of, on a subtask without a watermark.
      pipeline.process(1, sample(1, 0, "a", 5_300, "1").event());
      pipeline.watermark(1, 8_000);
      pipeline.deliver(1, ALL);
      pipeline.watermark(0, 8_000);
      pipeline.deliver(0, ALL);
      assertThat(pipeline.results).hasSize(1);
      assertThat(pipeline.late).containsExactly("1@0");
    }
  }

  @Test
  void tellsUpdatesWhenLateEventsChangeAWindow() throws Exception {
    WindowConfig config = seconds("window.emit", "updates", "window.lateness", "10 s");
    try (Pipeline pipeline = pipeline(config, 1)) {
      pipeline.process(0, sample(0, 0, "a", 5_200, "1").event());
      pipeline.watermark(0, 6_500);
      pipeline.deliver(0, ALL);
      assertThat(ids(pipeline.told)).singleElement().asString().endsWith("/0/a");
      pipeline.process(0, sample(0, 1, "a", 5_300, "2").event());
      pipeline.process(0, sample(0, 2, "a", 5_400, "3").event());
      pipeline.watermark(0, 7_000);
      pipeline.deliver(0, ALL);
      assertThat(pipeline.told).hasSize(2);
      assertThat(pipeline.results.get("1970-01-01T00:00:05Z/1970-01-01T00:00:06Z/1/a"))
          .contains("\"revision\":1,\"events\":3,\"measures\":{\"n\":3,\"sum\":6}");
      pipeline.watermark(0, 30_000);
      pipeline.deliver(0, ALL);
      assertThat(pipeline.told).hasSize(2);
      assertThat(pipeline.openWindows()).isZero();
      assertThat(pipeline.timers()).isZero();
    }
  }

  @Test
  void tellsEarlyResultsOfWindowsThatAreOpen() throws Exception {
    WindowConfig config = seconds("window.emit", "updates", "window.early-every", "250 ms");
    try (Pipeline pipeline = pipeline(config, 1)) {
      pipeline.process(0, sample(0, 0, "a", 5_100, "1").event());
      pipeline.barrier();
      pipeline.watermark(0, 5_248);
      pipeline.deliver(0, ALL);
      assertThat(pipeline.told).isEmpty();
      pipeline.watermark(0, 5_249);
      pipeline.deliver(0, ALL);
      assertThat(ids(pipeline.told)).singleElement().asString().endsWith("/0/a");

      pipeline.process(0, sample(0, 1, "a", 5_300, "2").event());
      pipeline.process(0, sample(0, 2, "a", 5_350, "3").event());
      pipeline.barrier();
      pipeline.watermark(0, 5_499);
      pipeline.watermark(0, 5_749);
      pipeline.deliver(0, ALL);
      assertThat(pipeline.told).as("nothing new at the third step").hasSize(2);
      assertThat(pipeline.results.get("1970-01-01T00:00:05Z/1970-01-01T00:00:06Z/1/a"))
          .contains("\"revision\":1,\"events\":3,\"measures\":{\"n\":3,\"sum\":6}");

      pipeline.process(0, sample(0, 3, "a", 5_900, "4").event());
      pipeline.barrier();
      pipeline.watermark(0, 30_000);
      pipeline.deliver(0, ALL);
      assertThat(pipeline.told).hasSize(3);
      assertThat(pipeline.results.get("1970-01-01T00:00:05Z/1970-01-01T00:00:06Z/2/a"))
          .contains("\"revision\":2,\"events\":4");
      assertThat(pipeline.openWindows()).isZero();
      assertThat(pipeline.timers()).isZero();
    }
  }

  @Test
  void tellsNoEarlyResultUnlessAsked() throws Exception {
    try (Pipeline pipeline = pipeline(seconds("window.emit", "updates"), 1)) {
      pipeline.process(0, sample(0, 0, "a", 5_100, "1").event());
      pipeline.barrier();
      pipeline.watermark(0, 5_998);
      pipeline.deliver(0, ALL);
      assertThat(pipeline.told).isEmpty();
    }
  }

  @Test
  void refusesWhatCannotBeMeasured() throws Exception {
    try (Pipeline pipeline = pipeline(seconds(), 1)) {
      pipeline.process(0, sample(0, 0, "a", 5_200, "\"text\"").event());
      pipeline.process(0, sample(0, 1, "a", 5_200, "1e9999").event());
      pipeline.process(0, sample(0, 2, "a", 5_200, "{").event());
      pipeline.process(0, sample(0, 3, "", 5_200, "1").event());
      pipeline.process(0, sample(0, 4, "a", 5_200, "null").event());
      pipeline.process(0, sample(0, 5, "a", 5_200, "1e99999999999").event());
      pipeline.process(0, sample(0, 6, "a", 5_200, "100e2147483647").event());
      assertThat(pipeline.letters)
          .extracting(DeadLetter::reason)
          .containsExactly(
              Reason.INVALID,
              Reason.INVALID,
              Reason.MALFORMED,
              Reason.INVALID,
              Reason.INVALID,
              Reason.INVALID);
      assertThat(pipeline.letters.get(0).message())
          .isEqualTo("/n must be a number, null or missing, was a string");
      pipeline.watermark(0, 30_000);
      pipeline.deliver(0, ALL);
      assertThat(pipeline.results.values())
          .singleElement()
          .asString()
          .contains("\"events\":1,\"measures\":{\"n\":1,\"sum\":0}");
    }
  }

  @Test
  void makesResultsThatSayNothingOfTheInstance() throws Exception {
    try (Pipeline pipeline = pipeline(seconds(), 1)) {
      pipeline.process(0, sample(3, 9, "a", 5_200, "1").event());
      pipeline.watermark(0, 30_000);
      pipeline.deliver(0, ALL);
      Event event = pipeline.told.get(0);
      assertThat(event.record().wasRead()).isFalse();
      assertThat(event.time()).isEqualTo(5_200);
      assertThat(event.attributes().time()).isEqualTo("1970-01-01T00:00:05.200Z");
      assertThat(event.attributes().subject()).isEqualTo("a");
      assertThat(event.source()).isEqualTo("here");
      assertThat(event.record().timestamp()).isEqualTo(5_200);
    }
  }

  @Test
  void refusesStateOfOtherMeasures() {
    assertThatThrownBy(
            () -> {
              try (Pipeline pipeline = pipeline(seconds(), 1)) {
                pipeline.restart(1, seconds("aggregate.measures.x", "max(/n)"));
              }
            })
        .hasStackTraceContaining("state is of other windows or measures")
        .hasStackTraceContaining("MAX(/n)");
  }

  private static Pipeline pipeline(WindowConfig config, int subtasks) throws Exception {
    return new Pipeline(config, new HashMapStateBackend(), subtasks);
  }

  private static List<String> ids(List<Event> events) {
    return events.stream().map(Event::id).toList();
  }
}
