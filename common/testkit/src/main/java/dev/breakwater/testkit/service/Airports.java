package dev.breakwater.testkit.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The airports of the shipped flights, as the service answers them. Origin and licence: the README
 * beside the data file. Immutable.
 */
public final class Airports {

  private static final String RESOURCE = "airports.tsv";
  private static final int COLUMNS = 7;
  private static final int FIRST_NUMBER = 5;

  private final Map<String, String> json;

  private Airports(Map<String, String> json) {
    this.json = Collections.unmodifiableMap(json);
  }

  /** The shipped airports. */
  public static Airports load() {
    try (InputStream in = Airports.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the testkit's jar has no " + RESOURCE);
      }
      return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }

  /** IATA codes, in order. */
  public Set<String> codes() {
    return json.keySet();
  }

  /**
   * An airport as one JSON object without white space: {@code iata, name, city, state, country} are
   * texts, {@code latitude, longitude} numbers; null when there is none of this code.
   */
  public @Nullable String json(String code) {
    return json.get(code);
  }

  private static Airports read(BufferedReader lines) throws IOException {
    String[] names = columns(lines.readLine());
    Map<String, String> json = new TreeMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] values = columns(line);
      json.put(values[0], object(names, values));
    }
    return new Airports(json);
  }

  private static String[] columns(@Nullable String line) throws IOException {
    String[] columns = line == null ? new String[0] : line.split("\t", -1);
    if (columns.length != COLUMNS) {
      throw new IOException("a line must have %d columns, was: %s".formatted(COLUMNS, line));
    }
    return columns;
  }

  /** No value has a character that JSON escapes. */
  private static String object(String[] names, String[] values) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < COLUMNS; i++) {
      String quote = i < FIRST_NUMBER ? "\"" : "";
      text.append(i == 0 ? "" : ",").append('"').append(names[i]).append("\":");
      text.append(quote).append(values[i]).append(quote);
    }
    return text.append('}').toString();
  }
}
