package dev.breakwater.testkit.flink;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that counts on at a steady rate until it is stopped. */
final class Counting {

  private static final double PER_SECOND = 1_000;

  private Counting() {}

  static void addTo(StreamExecutionEnvironment environment) {
    addTo(environment, number -> number);
  }

  static void addTo(StreamExecutionEnvironment environment, MapFunction<Long, Long> map) {
    DataGeneratorSource<Long> numbers =
        new DataGeneratorSource<>(
            number -> number,
            Long.MAX_VALUE,
            RateLimiterStrategy.perSecond(PER_SECOND),
            Types.LONG);
    environment
        .fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .keyBy(number -> number % 8)
        .map(map)
        .uid("map")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
  }
}
