package dev.breakwater.scripts.replicas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** What a replica says instead of the truth, drawn by a seed; each lie is remembered. */
public final class Lies {

  private static final String ID = "ce_id";
  private static final Pattern SUM = Pattern.compile("\"delay_sum\":(-?\\d+)");
  private static final Pattern EVENTS = Pattern.compile("\"events\":(\\d+)");

  /** One result in so many is a lie, now and then. */
  private static final int SELDOM = 50;

  private final String name;
  private final Random random;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile Manner manner = Manner.HONEST;
  private long invented;

  /** How much it lies. */
  public enum Manner {
    HONEST,
    /** One result in 50, each in one of five ways. */
    NOW_AND_THEN,
    /** Every result is altered. */
    ALWAYS
  }

  private enum Kind {
    ALTERED,
    LATE_SPLIT,
    MISSING,
    EXTRA,
    UNSTABLE
  }

  /** A result as it is said. */
  record Result(String id, String payload) {

    static Result of(ConsumerRecord<byte[], byte[]> record) {
      return new Result(
          new String(record.headers().lastHeader(ID).value(), UTF_8),
          new String(record.value(), UTF_8));
    }

    /** The record of a result, with this said instead. */
    ProducerRecord<byte[], byte[]> record(String topic, ConsumerRecord<byte[], byte[]> like) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              topic, like.partition(), like.timestamp(), like.key(), payload.getBytes(UTF_8));
      for (Header header : like.headers()) {
        boolean isId = header.key().equals(ID);
        record.headers().add(header.key(), isId ? id.getBytes(UTF_8) : header.value());
      }
      return record;
    }
  }

  /**
   * @param name of the replica
   */
  Lies(String name, long seed) {
    this.name = name;
    this.random = new Random(seed);
  }

  void become(Manner other) {
    manner = other;
  }

  /** Lies so far, each as the finding that must name it. */
  List<String> told() {
    return List.copyOf(told);
  }

  /** What is said of a result, in this order. */
  List<Result> said(Result truth) {
    return switch (manner) {
      case HONEST -> List.of(truth);
      case ALWAYS -> lie(Kind.ALTERED, truth);
      case NOW_AND_THEN ->
          random.nextInt(SELDOM) == 0
              ? lie(Kind.values()[random.nextInt(Kind.values().length)], truth)
              : List.of(truth);
    };
  }

  private List<Result> lie(Kind kind, Result truth) {
    switch (kind) {
      case ALTERED -> {
        tell("altered", truth);
        return List.of(changed(truth, SUM));
      }
      case LATE_SPLIT -> {
        tell("late-split", truth);
        return List.of(changed(truth, EVENTS));
      }
      case MISSING -> {
        tell("missing", truth);
        return List.of();
      }
      case EXTRA -> {
        Result extra = new Result(truth.id() + "-" + invented++, truth.payload());
        // Nobody agrees, so it must not go out either.
        tell("withheld", extra);
        tell("extra", extra);
        return List.of(truth, extra);
      }
      case UNSTABLE -> {
        tell("unstable", truth);
        return List.of(truth, changed(truth, SUM));
      }
    }
    throw new IllegalStateException("no lie of kind " + kind);
  }

  private void tell(String kind, Result of) {
    told.add(Testimony.finding(kind, of.id(), name));
  }

  /** The same result with a number of it one higher. */
  private static Result changed(Result result, Pattern number) {
    Matcher found = number.matcher(result.payload());
    if (!found.find()) {
      throw new IllegalArgumentException("no %s in %s".formatted(number, result.payload()));
    }
    String more = Long.toString(Long.parseLong(found.group(1)) + 1);
    String text =
        result.payload().substring(0, found.start(1))
            + more
            + result.payload().substring(found.end(1));
    return new Result(result.id(), text);
  }
}
