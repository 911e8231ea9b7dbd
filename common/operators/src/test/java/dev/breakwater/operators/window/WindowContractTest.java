package dev.breakwater.operators.window;

import static dev.breakwater.operators.window.Configs.seconds;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.testkit.contract.Backend;
import dev.breakwater.testkit.contract.StatefulContract;
import dev.breakwater.testkit.contract.StatefulContractBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class WindowContractTest {

  private static final Path SNAPSHOTS =
      Path.of(
          System.getProperty("breakwater.root"),
          "common/operators/src/test/resources/dev/breakwater/operators/window/snapshots");

  @TestFactory
  Stream<DynamicTest> ofPanes() throws Exception {
    return contract(measured("window.kind", "hopping", "window.slide", "250 ms"), "panes");
  }

  @TestFactory
  Stream<DynamicTest> ofUpdates() throws Exception {
    return contract(measured("window.emit", "updates", "window.lateness", "2 s"), "updates");
  }

  @TestFactory
  Stream<DynamicTest> ofSessions() throws Exception {
    return contract(
        measured("window.kind", "session", "window.size", "", "window.gap", "100 ms"), "sessions");
  }

  private static WindowConfig measured(String... options) throws ConfigException {
    List<String> all = new ArrayList<>(List.of(options));
    NaiveWindows.MEASURES.forEach(
        (name, text) -> all.addAll(List.of("aggregate.measures." + name, text)));
    return seconds(all.toArray(new String[0]));
  }

  private static Stream<DynamicTest> contract(WindowConfig config, String name) throws Exception {
    StatefulContractBuilder<String, Slice, Event> contract =
        StatefulContract.<Slice, Event>ofOperator(() -> Window.operator(config))
            .keyedBy(Slice::key, Types.STRING, Slice.TYPE, EventTypes.EVENT)
            .metrics(
                "windowResults",
                "windowRevisions",
                "windowIdleResults",
                "reason.late.windowDeadLetters");
    EventReader reader = new EventReader(config);
    List<Sample> samples = Sample.partitions(new Random(5), 60, 60).get(0);
    long latest = Long.MIN_VALUE;
    for (Sample sample : samples) {
      // What comes later than that would not come behind the shuffle.
      if (config.shape().late(sample.time()) > latest - 300) {
        contract.record(slice(config, reader, sample), sample.time());
      }
      latest = Math.max(latest, sample.time());
      if (sample.offset() % 6 == 5) {
        contract.watermark(latest - 300);
      }
    }
    return contract
        .backends(Backend.ROCKSDB)
        .expiredAt(Long.MAX_VALUE, 0)
        .snapshots(SNAPSHOTS.resolve(name), "1")
        .build()
        .tests();
  }

  private static Slice slice(WindowConfig config, EventReader reader, Sample sample)
      throws RejectedException {
    reader.read(sample.event());
    Partial partial = reader.empty();
    reader.addTo(partial, sample.time());
    boolean session = config.shape().session();
    long pane = session ? sample.time() : config.shape().pane(sample.time());
    return new Slice(sample.key(), pane, partial, null);
  }
}
