package dev.breakwater.testkit.workload;

import dev.breakwater.testkit.workload.Flights.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * Reads the packed file of flights: columns, differences, gzip. The README beside it has the
 * format.
 */
final class PackedFlights {

  /** {@code BWF1}, the first four bytes inside the gzip. */
  static final int MAGIC = 0x42574631;

  static final int CODE_LENGTH = 3;

  private final ByteBuffer in;

  private PackedFlights(ByteBuffer in) {
    this.in = in;
  }

  static Flights read(InputStream packed) throws IOException {
    try (InputStream unzipped = new GZIPInputStream(packed, 1 << 16)) {
      return new PackedFlights(ByteBuffer.wrap(unzipped.readAllBytes())).read();
    }
  }

  private Flights read() throws IOException {
    int magic = in.getInt();
    if (magic != MAGIC) {
      throw new IOException("not packed flights: begins with %08x".formatted(magic));
    }
    int rows = in.getInt();
    int minute = in.getInt();
    Route[] routeTable = routeTable(airports());
    int[] minutes = new int[rows];
    for (int row = 0; row < rows; row++) {
      minute += varint();
      minutes[row] = minute;
    }
    char[] routes = new char[rows];
    for (int row = 0; row < rows; row++) {
      routes[row] = (char) (in.get() & 0xff);
    }
    for (int row = 0; row < rows; row++) {
      routes[row] |= (char) ((in.get() & 0xff) << 8);
    }
    short[] delays = new short[rows];
    for (int row = 0; row < rows; row++) {
      int zigzag = varint();
      delays[row] = (short) ((zigzag >>> 1) ^ -(zigzag & 1));
    }
    return new Flights(minutes, delays, routes, routeTable);
  }

  private String[] airports() {
    String[] codes = new String[in.getShort()];
    byte[] code = new byte[CODE_LENGTH];
    for (int i = 0; i < codes.length; i++) {
      in.get(code);
      codes[i] = new String(code, StandardCharsets.ISO_8859_1);
    }
    return codes;
  }

  private Route[] routeTable(String[] airports) {
    Route[] table = new Route[in.getShort()];
    for (int i = 0; i < table.length; i++) {
      String origin = airports[in.getShort()];
      String destination = airports[in.getShort()];
      int distance = in.getShort();
      table[i] = new Route(origin, destination, distance);
    }
    return table;
  }

  /** Unsigned, seven bits a byte, lowest first, the high bit says that more follows. */
  private int varint() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
