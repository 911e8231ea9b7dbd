package dev.breakwater.testkit.workload;

import java.nio.charset.StandardCharsets;

/**
 * One departure of a US flight.
 *
 * @param epochMinute departure in minutes since 1970-01-01T00:00, local time without zone
 * @param delay arrival delay in minutes, negative when early
 * @param distance miles
 * @param origin IATA code
 * @param destination IATA code
 */
public record Flight(long epochMinute, int delay, int distance, String origin, String destination) {

  /** The departure as ISO local date and time to the minute: {@code 2001-01-01T00:01}. */
  public String date() {
    byte[] text = new byte[FlightJson.DATE_LENGTH];
    FlightJson.putDate(text, 0, epochMinute);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /**
   * The flight as one JSON object in UTF-8, without white space: {@code id, date, delay, distance,
   * origin, destination}.
   *
   * @param id printable ASCII without quote and backslash
   */
  public byte[] json(String id) {
    return FlightJson.of(
        FlightJson.checkedId(id),
        epochMinute,
        delay,
        FlightJson.tail(distance, origin, destination));
  }
}
