package dev.breakwater.testkit.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Real departures of US flights, 1 to 31 January 2001, in the order of their departure; shipped
 * inside the testkit. Origin, licence and file format: the README beside the data file.
 *
 * <p>Immutable. Takes about 4 MB and well under a second to load.
 */
public final class Flights {

  private static final String RESOURCE = "flights.bin.gz";

  private final int[] minutes;
  private final short[] delays;
  private final char[] routes;
  private final Route[] routeTable;

  /** The rest of the JSON text, which all flights of a route share. */
  private final byte[][] jsonTails;

  /** A pair of airports. */
  record Route(String origin, String destination, int distance) {}

  Flights(int[] minutes, short[] delays, char[] routes, Route[] routeTable) {
    this.minutes = minutes;
    this.delays = delays;
    this.routes = routes;
    this.routeTable = routeTable;
    this.jsonTails = new byte[routeTable.length][];
    for (int i = 0; i < routeTable.length; i++) {
      Route route = routeTable[i];
      jsonTails[i] = FlightJson.tail(route.distance(), route.origin(), route.destination());
    }
  }

  /** The shipped flights. */
  public static Flights load() {
    try (InputStream in = Flights.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the testkit's jar has no " + RESOURCE);
      }
      return PackedFlights.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }

  public int size() {
    return minutes.length;
  }

  public Flight get(int row) {
    Route route = route(row);
    return new Flight(
        minutes[row], delays[row], route.distance(), route.origin(), route.destination());
  }

  public void forEach(Consumer<Flight> action) {
    for (int row = 0; row < size(); row++) {
      action.accept(get(row));
    }
  }

  long epochMinute(int row) {
    return minutes[row];
  }

  Route route(int row) {
    return routeTable[routes[row]];
  }

  int routeNumber(int row) {
    return routes[row];
  }

  int routes() {
    return routeTable.length;
  }

  String routeOrigin(int routeNumber) {
    return routeTable[routeNumber].origin();
  }

  /**
   * Whole days from the first to the last flight, in minutes: what to add to go round once more.
   */
  long span() {
    long first = Math.floorDiv(minutes[0], FlightJson.MINUTES_PER_DAY);
    long last = Math.floorDiv(minutes[minutes.length - 1], FlightJson.MINUTES_PER_DAY);
    return (last - first + 1) * FlightJson.MINUTES_PER_DAY;
  }

  /**
   * The flight of a row as JSON, at another time than its own.
   *
   * @param id the bytes of its id, fit for a JSON string as they are
   */
  byte[] json(int row, byte[] id, long epochMinute) {
    return FlightJson.of(id, epochMinute, delays[row], jsonTails[routes[row]]);
  }
}
