package dev.breakwater.benchmarks;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.decode.DecodeConfig;
import dev.breakwater.operators.decode.Decoder;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The material of the benchmarks: real flights as records and as events. */
public final class FlightRecords {

  /** More than the caches of a core hold, as in a job. */
  public static final int COUNT = 16_384;

  /** Later than every flight. */
  public static final long NOW = 1_800_000_000_000L;

  private static final long SEED = 1;

  private FlightRecords() {}

  /**
   * Flights as they are read.
   *
   * @param broken share of records that end among the dead letters
   */
  public static RawRecord[] raw(double broken) {
    Workload workload =
        Workload.builder()
            .seed(SEED)
            .events(COUNT)
            .malformed(
                broken, Kind.TRUNCATED, Kind.WRONG_TYPE, Kind.MISSING_ID, Kind.IMPOSSIBLE_DATE)
            .build();
    List<RawRecord> records = new ArrayList<>();
    for (WorkloadRecord record : workload) {
      records.add(
          new RawRecord(
              "flights",
              0,
              records.size(),
              record.timestamp(),
              record.key(),
              record.value(),
              Headers.EMPTY));
    }
    return records.toArray(new RawRecord[0]);
  }

  /** What the decoder makes of clean flights. */
  public static Event[] events() {
    Decoder decoder = new Decoder(decoding());
    RawRecord[] records = raw(0);
    Event[] events = new Event[records.length];
    for (int i = 0; i < events.length; i++) {
      events[i] = (Event) decoder.decode(records[i], NOW);
    }
    return events;
  }

  /** The mapping and the rules of the example configuration. */
  public static DecodeConfig decoding() {
    return DecodeConfig.from(
        Settings.of(
            Map.of(
                "decode.map.id", "/id",
                "decode.map.source", "flights",
                "decode.map.type", "flight.departed",
                "decode.map.subject", "/origin",
                "decode.map.time", "/date",
                "decode.map.time-format", "iso-local",
                "validate.required", "/id;/date;/origin;/destination",
                "validate.types",
                    "/delay:integer,/distance:integer,/origin:string,/destination:string")));
  }
}
