package dev.breakwater.jobs.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What three replicas write, drawn by a seed: results with damage, at most one kind each. */
final class Replay {

  /** The end of the workload is sound: who is past a result can only be told by later ones. */
  private static final int SOUND_END = 300;

  private static final long BEGIN = 1_000_000_000_000L;
  private static final int STEP = 100;

  /** A copy, in the order of its replica's topic. */
  private record Said(int place, int replica, String id, long time, String payload) {}

  final Set<String> ids = new TreeSet<>();

  /** {@code finding/id/replicas}. */
  final List<String> damage = new ArrayList<>();

  /** Results that no two replicas agree on in time. */
  final Set<String> lonely = new HashSet<>();

  private final Random random;
  private final List<Said> said = new ArrayList<>();

  Replay(long seed, int results) {
    random = new Random(seed);
    for (int i = 0; i < results; i++) {
      String id = "r" + i;
      ids.add(id);
      draw(i, id, i < results - SOUND_END ? random.nextInt(400) : 400);
    }
  }

  /** One more that all replicas deliver. */
  void sound(int place) {
    ids.add("r" + place);
    say(place, "r" + place, truth("r" + place), truth("r" + place), truth("r" + place));
  }

  static String truth(String id) {
    return "{\"events\":12,\"result\":\"" + id + "\"}";
  }

  private void draw(int place, String id, int fate) {
    String lie = "{\"events\":12,\"result\":\"lie\"}";
    String fewer = "{\"events\":11,\"result\":\"" + id + "\"}";
    switch (fate) {
      case 0, 1, 2 -> {
        say(place, id, truth(id), truth(id), null);
        damage.add("missing/" + id + "/c");
      }
      case 3, 4 -> {
        say(place, id, truth(id), lie, truth(id));
        damage.add("altered/" + id + "/b");
      }
      case 5, 6 -> {
        say(place, id, truth(id), truth(id), fewer);
        damage.add("late-split/" + id + "/c");
      }
      case 7 -> {
        say(place, id, null, truth(id), null);
        damage.add("extra/" + id + "/b");
        lonely.add(id);
      }
      case 8, 9 -> {
        say(place, id, truth(id), truth(id), truth(id));
        say(place, id, lie, null, null);
        damage.add("unstable/" + id + "/a");
      }
      default -> {
        say(place, id, truth(id), truth(id), truth(id));
        if (fate < 40) {
          say(place, id, truth(id), null, truth(id));
        }
      }
    }
  }

  /** The third replica is behind and out of order. */
  private void say(int place, String id, @Nullable String... payloads) {
    for (int replica = 0; replica < payloads.length; replica++) {
      if (payloads[replica] != null) {
        int delay = replica == 2 ? 50 + random.nextInt(150) : 0;
        said.add(
            new Said(place + delay, replica, id, BEGIN + (long) place * STEP, payloads[replica]));
      }
    }
  }

  /** All that is written, as the replicas write it side by side. */
  List<ProducerRecord<byte[], byte[]>> records(List<String> topics) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Said one : said.stream().sorted(Comparator.comparingInt(Said::place)).toList()) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              topics.get(one.replica()),
              null,
              one.time(),
              one.id().getBytes(UTF_8),
              one.payload().getBytes(UTF_8));
      Headers headers = record.headers();
      headers.add("ce_specversion", "1.0".getBytes(UTF_8));
      headers.add("ce_id", one.id().getBytes(UTF_8));
      headers.add("ce_source", "flights".getBytes(UTF_8));
      headers.add("ce_type", "flight.delays".getBytes(UTF_8));
      headers.add("content-type", "application/json".getBytes(UTF_8));
      records.add(record);
    }
    return records;
  }
}
