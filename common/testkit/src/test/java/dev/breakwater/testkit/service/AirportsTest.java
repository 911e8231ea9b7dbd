package dev.breakwater.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.breakwater.testkit.workload.Flights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AirportsTest {

  private final Airports airports = Airports.load();

  @Test
  void areThoseOfTheFlights() {
    TreeSet<String> named = new TreeSet<>();
    Flights.load()
        .forEach(
            flight -> {
              named.add(flight.origin());
              named.add(flight.destination());
            });
    assertThat(airports.codes()).containsExactlyElementsOf(named).hasSize(223);
  }

  @Test
  void areJsonOfAsciiAlone() throws IOException {
    for (String code : airports.codes()) {
      String json = Objects.requireNonNull(airports.json(code));
      assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(json)).as(json).isTrue();
      assertThat(tokens(json))
          .as(json)
          .startsWith("iata", code, "name")
          .contains("city", "state", "country", "USA", "latitude", "longitude")
          .hasSize(14);
    }
    assertThat(airports.json("ORD"))
        .isEqualTo(
            "{\"iata\":\"ORD\",\"name\":\"Chicago O'Hare International\",\"city\":\"Chicago\","
                + "\"state\":\"IL\",\"country\":\"USA\",\"latitude\":41.979595,"
                + "\"longitude\":-87.90446417}");
    assertThat(airports.json("XXX")).isNull();
  }

  private static List<String> tokens(String json) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue() || token == JsonToken.FIELD_NAME) {
          tokens.add(parser.getText());
        }
      }
    }
    return tokens;
  }
}
