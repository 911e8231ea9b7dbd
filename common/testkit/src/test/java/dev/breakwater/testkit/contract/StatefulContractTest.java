package dev.breakwater.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.breakwater.testkit.contract.Forgetful.Memory;
import dev.breakwater.testkit.contract.Tally.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class StatefulContractTest {

  private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots/tally");

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> aSoundFunctionPasses() {
    return tally(Fault.NONE).snapshots(SNAPSHOTS, "1").build().tests();
  }

  @TestFactory
  Stream<DynamicTest> aSoundFunctionWithTimeToLivePasses() {
    return remembering(true).build().tests();
  }

  @Test
  void catchesStateThatIsLeft() {
    requireBroken(
        tally(Fault.LEAVES_STATE),
        "leaves no state or timer after expiry",
        "entries of keyed state are left after expiry, states are [count, timer]");
  }

  @Test
  void catchesTimersThatAreLeft() {
    requireBroken(
        tally(Fault.LEAVES_TIMERS),
        "leaves no state or timer after expiry",
        "timers are left after expiry");
  }

  @Test
  void catchesTimeToLiveThatNothingCleansUp() {
    requireBroken(
        remembering(false),
        "leaves no state or timer after expiry",
        "4 entries of keyed state are left after expiry, states are [seen]");
  }

  @Test
  void catchesAFunctionThatForgetsOnRestore() {
    requireBroken(
        forgetful(Memory.NOT_SAVED),
        "restores to the same output",
        "operator restored from a snapshot after");
  }

  @Test
  void catchesAFunctionThatForgetsWhenASnapshotIsTaken() {
    requireBroken(
        forgetful(Memory.LOST_BY_SNAPSHOT),
        "restores to the same output",
        "operator that took a snapshot after");
  }

  @Test
  void catchesAFunctionWhoseStateDoesNotFollowItsKeys() {
    StatefulContract<String, String, String> contract = forgetful(Memory.NOT_BY_KEY).build();
    assertThat(failure(contract, "restores to the same output", Backend.HEAP)).isNull();
    requireBroken(forgetful(Memory.NOT_BY_KEY), "survives rescaling", "operator of parallelism 2");
  }

  @Test
  void catchesStateThatIsWrittenByKryo() {
    requireBroken(
        tally(Fault.KRYO_STATE),
        "serializes without Kryo",
        "VALUE_SERIALIZER of state count is written by Kryo");
  }

  @Test
  void catchesAnOutputTypeThatNeedsKryo() {
    requireBroken(
        script(() -> new Tally(Fault.NONE), new GenericTypeInfo<>(String.class)),
        "serializes without Kryo",
        "output type needs Kryo");
  }

  @Test
  void catchesMetricsThatDifferFromTheDocumentedOnes() {
    requireBroken(
        tally(Fault.OTHER_METRIC),
        "registers the documented metrics",
        "not registered [tally.records], not documented [tally.hits]");
  }

  @Test
  void catchesAFunctionThatLivesOnWhatDoesNotTravel() {
    requireBroken(
        tally(Fault.NEEDS_THE_CLIENT),
        "closes cleanly",
        "operator could not be closed without input: java.lang.NullPointerException");
  }

  @Test
  void catchesAFunctionThatClosesOnlyWhenItWasOpened() {
    requireBroken(
        tally(Fault.CLOSES_ONLY_WHEN_OPENED),
        "closes cleanly",
        "operator could not be closed before it was opened: java.lang.NullPointerException");
  }

  @Test
  void catchesAThreadThatIsLeft() {
    Throwable failure =
        failure(tally(Fault.LEAVES_A_THREAD).build(), "closes cleanly", Backend.HEAP);
    assertThat(failure)
        .isInstanceOf(AssertionError.class)
        .hasMessage("threads are left after close: [left-behind]");
  }

  @Test
  void catchesStateThatIsNotFoundInAnOldSnapshot() {
    requireBroken(
        tally(Fault.RENAMED_STATE).snapshots(SNAPSHOTS, "1"),
        "reads the snapshot 1-after-7.snapshot",
        "operator restored from 1-after-7.snapshot put out something else");
  }

  @Test
  void asksForASnapshotOfTheVersionOfTodayAndMakesOne() throws IOException {
    StatefulContract<String, String, String> contract =
        tally(Fault.NONE).snapshots(directory, "2").build();
    String name = "keeps a snapshot of this version";
    Throwable failure = catchThrowable(() -> clause(contract, name).check().execute());
    Path made =
        Path.of("target", "snapshots", directory.getFileName().toString(), "2-after-7.snapshot");
    assertThat(failure)
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "no snapshot of version 2 in %s; one was made as %s: move it there and keep it for ever",
            directory, made);

    Files.move(made, directory.resolve(made.getFileName()));
    assertThat(catchThrowable(() -> clause(contract, name).check().execute())).isNull();
    for (Backend backend : Backend.values()) {
      assertThat(failure(contract, "reads the snapshot 2-after-7.snapshot", backend)).isNull();
    }
  }

  @Test
  void refusesAScriptThatCannotTellAForgetfulFunction() {
    StatefulContract<String, String, String> contract =
        keyed(() -> new Tally(Fault.NONE), Types.STRING)
            .record("a", 1)
            .record("b", 2)
            .expiredAt(1_000, 0)
            .build();
    assertThat(failure(contract, "restores to the same output", Backend.HEAP))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("script is too weak: an operator that forgets all on restore");
  }

  @Test
  void refusesAScriptThatLeavesTheFunctionWithoutState() {
    StatefulContract<String, String, String> contract =
        keyed(() -> new Tally(Fault.NONE), Types.STRING).watermark(1).expiredAt(1_000, 0).build();
    assertThat(failure(contract, "leaves no state or timer after expiry", Backend.HEAP))
        .isInstanceOf(AssertionError.class)
        .hasMessage("script is too weak: the operator never kept any state");
  }

  @Test
  void refusesAScriptOfOneKeyForRescaling() {
    StatefulContract<String, String, String> contract =
        keyed(() -> new Tally(Fault.NONE), Types.STRING)
            .record("a", 1)
            .record("a", 2)
            .record("a", 3)
            .record("a", 4)
            .expiredAt(1_000, 0)
            .build();
    assertThat(failure(contract, "survives rescaling", Backend.HEAP))
        .isInstanceOf(AssertionError.class)
        .hasMessage("script is too weak: all its keys go to one subtask at parallelism 2");
  }

  @Test
  void insistsOnATimeOfExpiry() {
    assertThatThrownBy(() -> keyed(() -> new Tally(Fault.NONE), Types.STRING).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expiredAt must be set");
  }

  private static StatefulContractBuilder<String, String, String> tally(Fault fault) {
    return script(() -> new Tally(fault), Types.STRING).metrics("tally.records");
  }

  private static StatefulContractBuilder<String, String, String> forgetful(Memory memory) {
    return script(() -> new Forgetful(memory), Types.STRING);
  }

  private static StatefulContractBuilder<String, String, String> script(
      Supplier<KeyedProcessFunction<String, String, String>> function,
      TypeInformation<String> output) {
    return keyed(function, output)
        .record("a", 0)
        .record("b", 10)
        .record("a", 20)
        .record("c", 30)
        .watermark(30)
        .record("b", 40)
        .record("d", 50)
        .watermark(130)
        .record("a", 140)
        .record("b", 150)
        .record("c", 160)
        .record("d", 170)
        .watermark(245)
        .record("d", 250)
        .expiredAt(250 + Tally.SILENCE, 0);
  }

  private static StatefulContractBuilder<String, String, String> remembering(boolean cleansUp) {
    return keyed(() -> new Remembering(cleansUp), Types.STRING)
        .record("a", 0)
        .record("b", 0)
        .processingTime(50)
        .record("c", 0)
        .record("a", 0)
        .processingTime(120)
        .record("a", 0)
        .record("c", 0)
        .record("d", 0)
        .record("b", 0)
        .processingTime(130)
        .record("d", 0)
        .expiredAt(0, 130 + Remembering.TIME_TO_LIVE);
  }

  private static StatefulContractBuilder<String, String, String> keyed(
      Supplier<KeyedProcessFunction<String, String, String>> function,
      TypeInformation<String> output) {
    return StatefulContract.<String, String, String>ofFunction(function)
        .keyedBy(value -> value, Types.STRING, Types.STRING, output);
  }

  private static void requireBroken(
      StatefulContractBuilder<String, String, String> builder, String clause, String message) {
    StatefulContract<String, String, String> contract = builder.build();
    List<Throwable> failures = new ArrayList<>();
    for (Backend backend : Backend.values()) {
      failures.add(failure(contract, clause, backend));
    }
    assertThat(failures)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(message));
  }

  private static Throwable failure(
      StatefulContract<String, String, String> contract, String clause, Backend backend) {
    return catchThrowable(() -> clause(contract, clause + " [" + backend + "]").check().execute());
  }

  private static Clause clause(StatefulContract<String, String, String> contract, String name) {
    return contract.clauses().stream()
        .filter(clause -> clause.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such clause: " + name));
  }
}
