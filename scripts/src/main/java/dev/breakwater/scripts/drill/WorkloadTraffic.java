package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.FinalReading;
import dev.breakwater.scripts.drill.measure.Load;
import dev.breakwater.scripts.drill.measure.Mixes;
import dev.breakwater.scripts.input.KafkaOutlet;
import dev.breakwater.scripts.input.Outlet;
import dev.breakwater.scripts.judge.Outputs;
import dev.breakwater.scripts.replicas.Testimony;
import dev.breakwater.testkit.workload.GroundTruth;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A workload of every day: each record of it has its place. */
final class WorkloadTraffic implements Traffic {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration REST = Duration.ofSeconds(3);

  private final Function<String, Outlet> way;
  private final Outputs outputs;
  private String bootstrap = "";
  private @Nullable Load load;

  /**
   * @param topic of Kafka
   */
  WorkloadTraffic(String topic, Outputs outputs) {
    this(servers -> KafkaOutlet.open(servers, topic), outputs);
  }

  /**
   * @param way opens where to, and is told where Kafka is
   */
  WorkloadTraffic(Function<String, Outlet> way, Outputs outputs) {
    this.way = way;
    this.outputs = outputs;
  }

  /**
   * The sender.
   *
   * @throws IllegalStateException before it was started
   */
  Load load() {
    if (load == null) {
      throw new IllegalStateException("nothing is sent yet");
    }
    return load;
  }

  @Override
  public String events() {
    return outputs.events();
  }

  @Override
  public List<String> dead() {
    return outputs.dead();
  }

  @Override
  public long dueMillis(ConsumerRecord<byte[], byte[]> event) {
    return Load.dueMillis(event);
  }

  @Override
  public void start(String servers, int rate, long seed) {
    bootstrap = servers;
    load = Load.start(way.apply(servers), rate, Mixes.everyday(seed));
  }

  @Override
  public long acknowledged() {
    return load().acknowledged();
  }

  @Override
  public Outcome finish() throws InterruptedException {
    GroundTruth truth = load().stop();
    FinalReading.Result result = FinalReading.read(bootstrap, outputs, truth, PATIENCE, REST);
    return new Outcome(
        result.verdict(), result.complaints(), result.lookups(), result.redriven(), Testimony.NONE);
  }

  @Override
  public void close() throws InterruptedException {
    if (load != null) {
      load.close();
    }
  }
}
