package dev.breakwater.testkit.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FlightsTest {

  private static final Flights FLIGHTS = Flights.load();

  /** A line of the original data and the row it stands in. */
  private record Sample(int row, String line) {

    String withId(String id) {
      return "{\"id\":\"" + id + "\"," + line.substring(1);
    }
  }

  @Test
  void shipsHalfAMillionFlightsInOrderOfDeparture() {
    assertThat(FLIGHTS.size()).isEqualTo(500_000);
    long[] last = {Long.MIN_VALUE};
    FLIGHTS.forEach(
        flight -> {
          assertThat(flight.epochMinute()).isGreaterThanOrEqualTo(last[0]);
          last[0] = flight.epochMinute();
        });
    assertThat(FLIGHTS.get(0).date()).isEqualTo("2001-01-01T00:01");
    assertThat(FLIGHTS.get(499_999).date()).isEqualTo("2001-01-31T13:46");
  }

  @Test
  void givesBackTheOriginalLinesToTheByte() throws IOException {
    for (Sample sample : samples()) {
      assertThat(text(FLIGHTS.get(sample.row()).json("a-1")))
          .as("row %d", sample.row())
          .isEqualTo(sample.withId("a-1"));
    }
  }

  @Test
  void packsAndUnpacksWithoutLoss() throws IOException {
    List<Sample> samples = samples();
    FlightsPacker packer = new FlightsPacker();
    for (Sample sample : samples) {
      packer.add(new ByteArrayInputStream(sample.line().getBytes(StandardCharsets.UTF_8)));
    }
    Flights unpacked = PackedFlights.read(new ByteArrayInputStream(packer.pack()));
    assertThat(unpacked.size()).isEqualTo(samples.size());
    for (int i = 0; i < samples.size(); i++) {
      assertThat(text(unpacked.get(i).json("x"))).isEqualTo(samples.get(i).withId("x"));
    }
  }

  @Test
  void writesAFlightAtAnotherTime() {
    Flight first = FLIGHTS.get(0);
    byte[] id = "id".getBytes(StandardCharsets.US_ASCII);
    assertThat(text(FLIGHTS.json(0, id, first.epochMinute() + 59 * 24 * 60 + 61)))
        .isEqualTo(text(first.json("id")).replace("2001-01-01T00:01", "2001-03-01T01:02"));
  }

  @Test
  void refusesAnIdThatWouldNeedEscaping() {
    assertThatThrownBy(() -> FLIGHTS.get(0).json("a\"b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id has U+0022 at 1");
  }

  private static List<Sample> samples() throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(FlightsTest.class.getResourceAsStream("flights-sample.tsv"))) {
      for (String line : text(in.readAllBytes()).lines().toList()) {
        int tab = line.indexOf('\t');
        samples.add(new Sample(Integer.parseInt(line.substring(0, tab)), line.substring(tab + 1)));
      }
    }
    assertThat(samples).hasSizeGreaterThan(200);
    return samples;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
