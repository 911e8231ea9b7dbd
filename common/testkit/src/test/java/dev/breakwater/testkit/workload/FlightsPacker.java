package dev.breakwater.testkit.workload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Packs flights, one JSON object a line, into the file that the testkit ships.
 *
 * <p>{@code FlightsPacker INPUT.ndjson[.gz] OUTPUT.bin.gz}; rows must be ordered by date. The same
 * input gives the same file.
 */
final class FlightsPacker {

  private record Route(String origin, String destination, int distance) {}

  private final List<Flight> rows = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: FlightsPacker INPUT.ndjson[.gz] OUTPUT.bin.gz");
    }
    FlightsPacker packer = new FlightsPacker();
    Path input = Path.of(args[0]);
    try (InputStream in = Files.newInputStream(input);
        InputStream plain = args[0].endsWith(".gz") ? new GZIPInputStream(in) : in) {
      packer.add(plain);
    }
    Files.write(Path.of(args[1]), packer.pack());
  }

  void add(InputStream ndjson) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(ndjson, StandardCharsets.UTF_8));
    JsonFactory json = new JsonFactory();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      rows.add(flight(json, line));
    }
  }

  byte[] pack() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(smallest(packed))) {
      Map<String, Integer> airports = airports();
      Map<Route, Integer> routes = routesByFrequency();
      int first = Math.toIntExact(rows.get(0).epochMinute());
      out.writeInt(PackedFlights.MAGIC);
      out.writeInt(rows.size());
      out.writeInt(first);
      out.writeShort(airports.size());
      for (String code : airports.keySet()) {
        out.write(threeBytes(code));
      }
      out.writeShort(routes.size());
      for (Route route : routes.keySet()) {
        out.writeShort(number(airports, route.origin()));
        out.writeShort(number(airports, route.destination()));
        out.writeShort(route.distance());
      }
      writeColumns(out, routes, first);
    }
    return packed.toByteArray();
  }

  private void writeColumns(DataOutputStream out, Map<Route, Integer> routes, int first)
      throws IOException {
    int minute = first;
    for (Flight row : rows) {
      int next = Math.toIntExact(row.epochMinute());
      if (next < minute) {
        throw new IOException("rows must be ordered by date, was " + row.date() + " after a later");
      }
      writeVarint(out, next - minute);
      minute = next;
    }
    for (Flight row : rows) {
      out.writeByte(number(routes, route(row)));
    }
    for (Flight row : rows) {
      out.writeByte(number(routes, route(row)) >>> 8);
    }
    for (Flight row : rows) {
      writeVarint(out, (row.delay() << 1) ^ (row.delay() >> 31));
    }
  }

  private Map<String, Integer> airports() {
    Map<String, Integer> airports = new LinkedHashMap<>();
    for (Flight row : rows) {
      airports.putIfAbsent(row.origin(), airports.size());
      airports.putIfAbsent(row.destination(), airports.size());
    }
    return airports;
  }

  /** The busiest routes first, so that the column of high bytes is nearly all zeros. */
  private Map<Route, Integer> routesByFrequency() {
    Map<Route, Integer> counts = new LinkedHashMap<>();
    for (Flight row : rows) {
      counts.merge(route(row), 1, Integer::sum);
    }
    List<Map.Entry<Route, Integer>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(Map.Entry.<Route, Integer>comparingByValue().reversed());
    Map<Route, Integer> numbers = new LinkedHashMap<>();
    for (Map.Entry<Route, Integer> entry : sorted) {
      numbers.put(entry.getKey(), numbers.size());
    }
    return numbers;
  }

  private static Route route(Flight row) {
    return new Route(row.origin(), row.destination(), row.distance());
  }

  private static <K> int number(Map<K, Integer> numbers, K key) throws IOException {
    Integer number = numbers.get(key);
    if (number == null || number > Character.MAX_VALUE) {
      throw new IOException("no number up to 65535 for " + key + ", was " + number);
    }
    return number;
  }

  private static byte[] threeBytes(String code) throws IOException {
    byte[] bytes = code.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length != PackedFlights.CODE_LENGTH) {
      throw new IOException("an airport's code must have 3 letters, was " + code);
    }
    return bytes;
  }

  private static void writeVarint(DataOutputStream out, int value) throws IOException {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.writeByte(rest | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  private static OutputStream smallest(OutputStream out) throws IOException {
    return new GZIPOutputStream(out, 1 << 16) {
      {
        def.setLevel(Deflater.BEST_COMPRESSION);
      }
    };
  }

  private static Flight flight(JsonFactory json, String line) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = json.createParser(line)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, parser.getText());
        }
      }
    }
    long seconds = LocalDateTime.parse(field(fields, "date")).toEpochSecond(ZoneOffset.UTC);
    return new Flight(
        seconds / 60,
        Short.parseShort(field(fields, "delay")),
        Short.parseShort(field(fields, "distance")),
        field(fields, "origin"),
        field(fields, "destination"));
  }

  private static String field(Map<String, String> fields, String name) throws IOException {
    String text = fields.get(name);
    if (text == null) {
      throw new IOException("row without " + name + ": " + fields);
    }
    return text;
  }
}
