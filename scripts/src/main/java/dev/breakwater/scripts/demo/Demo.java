package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.input.Input;
import dev.breakwater.scripts.input.InputServer;
import dev.breakwater.testkit.kafka.EmbeddedKafka;
import dev.breakwater.testkit.kafka.LoopbackPorts;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run from the start of the broker to the balance. */
final class Demo implements Play {

  private static final long TICK_MILLIS = 250;
  private static final long LITTLE_SPACE = 64L << 20;

  private final DemoSettings settings;
  private final Scene.Flights flights;
  private final Screen screen;
  private final Resources resources = new Resources();
  private @Nullable DemoCluster cluster;
  private @Nullable LiveView view;
  private @Nullable Snapshot latest;
  private boolean finished;

  Demo(DemoSettings settings, Scene.Flights flights, Screen screen) {
    this.settings = settings;
    this.flights = flights;
    this.screen = screen;
  }

  @Override
  public boolean run() throws InterruptedException, IOException {
    Origin elsewhere = elsewhere();
    screen.say("starting Kafka and Flink in this JVM");
    DemoCluster stage = DemoCluster.start(settings, resources);
    cluster = stage;
    URI web = stage.flink().webAddress();
    screen.say("Kafka %s, Flink's web UI %s%n".formatted(stage.kafka().bootstrapServers(), web));
    DemoTopics.create(stage.kafka());
    Origin origin = elsewhere == null ? inKafka(stage.kafka()) : elsewhere;
    Scene scene = new Scene(settings, stage, origin, flights, resources);
    LiveView shown = new LiveView(title(), web.toString());
    view = shown;
    Balance balance = play(scene, shown);
    screen.say(balance.toString());
    finished = true;
    return balance.holds();
  }

  @Override
  public void showStateSoFar() {
    Snapshot now = latest;
    LiveView shown = view;
    if (finished) {
      return;
    }
    screen.say("");
    if (now == null || shown == null) {
      screen.say("stopped before the first record");
      return;
    }
    screen.say(shown.line(now));
    screen.say("stopped; an unfinished run has no balance");
  }

  @Override
  public boolean started() {
    return latest != null;
  }

  @Override
  public String hint() {
    DemoCluster stage = cluster;
    if (stage == null || stage.freeBytes() > LITTLE_SPACE) {
      return "";
    }
    return "; the disk is nearly full: %,d MB free, set TMPDIR to another directory"
        .formatted(stage.freeBytes() >> 20);
  }

  @Override
  public void close() {
    resources.close();
  }

  /** What is read in Kafka's place; it is up before its readers and until they are gone. */
  private @Nullable Origin elsewhere() {
    Input input = settings.input();
    if (input == null) {
      return null;
    }
    screen.say("starting " + input.server());
    InputServer server = resources.add(input.start(DemoTopics.RAW));
    screen.say("%s %s:%d".formatted(input.server(), LoopbackPorts.HOST, server.port()));
    return Origin.of(input, server);
  }

  private static Origin inKafka(EmbeddedKafka kafka) {
    DemoTopics.createRaw(kafka);
    return Origin.kafka(kafka.bootstrapServers());
  }

  private Balance play(Scene scene, LiveView shown) throws InterruptedException, IOException {
    Snapshot now = scene.look();
    latest = now;
    while (!scene.tick(now)) {
      screen.show(shown, now);
      TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      now = scene.look();
      latest = now;
    }
    Balance balance = scene.balance();
    Snapshot end = scene.look();
    latest = end;
    screen.last(shown, end);
    screen.say("report " + scene.report(end, balance).write(settings.report()));
    screen.say("");
    return balance;
  }

  private String title() {
    return "breakwater demo: flights -> %s -> ingest -> enrich, exactly once (seed %d%s)"
        .formatted(settings.inputName(), settings.seed(), settings.faults() ? "" : ", no faults");
  }
}
