package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.input.Input;
import dev.breakwater.scripts.page.Chart;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportTest {

  @TempDir Path directory;

  @Test
  void showsBalanceFaultAndSettings() {
    String html = report(Figures.balance(0, 50)).html();
    assertThat(html)
        .contains("verdict holds", "lost=0 duplicated=0 altered=0", "TaskManager killed")
        .contains("service down at 00:12, back after 12.5 s", "<td>stale</td>", "redrive</text>")
        .contains("dead letters: invalid", "<td>seed</td><td class=\"n\">7</td>")
        .doesNotContain("class=\"off\"");
  }

  @Test
  void saysWhatWasReadFrom() {
    assertThat(report(Figures.balance(0, 50)).html())
        .contains("Kafka to Flink to Kafka, exactly once, in one JVM.")
        .contains("<td>read from</td><td class=\"n\">Kafka</td>");
    assertThat(report(Figures.settings(Input.PULSAR, directory), Figures.balance(0, 50)).html())
        .contains("Pulsar to Flink to Kafka, exactly once.")
        .contains("<td>read from</td><td class=\"n\">Pulsar</td>");
  }

  @Test
  void showsWhatIsMissingWithExamplesEscaped() {
    String html = report(Figures.balance(3, 50)).html();
    assertThat(html)
        .contains("verdict fails", "lost=3", "class=\"off\"", "id &lt;b&gt;7&lt;/b&gt;")
        .doesNotContain("<b>7</b>");
  }

  @Test
  void needsNothingFromOutside() {
    assertThat(report(Figures.balance(0, 50)).html().replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "<script", "<link", "<img", "@import", "url(");
  }

  @Test
  void makesTheDirectory() throws IOException {
    Path file = report(Figures.balance(0, 50)).write(directory.resolve("a/b"));
    assertThat(file).isEqualTo(directory.resolve("a/b/index.html"));
    assertThat(Files.readString(file)).startsWith("<!doctype html>");
  }

  @Test
  void drawsABarForEachValueAndTheMarkBetweenThem()
      throws IOException, SAXException, ParserConfigurationException {
    String svg =
        new Chart("s", 0, new double[] {0, 5, 10, 5}, 10)
            .withBars()
            .withLine(new double[] {1, 2, 3, 4})
            .withMark(2.5, "killed & gone")
            .svg();
    Document parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(parsed.getElementsByTagName("rect").getLength()).isEqualTo(4);
    assertThat(svg).contains("height=\"174.0\"", "height=\"87.0\"", "killed &amp; gone");
  }

  @Test
  void gridHasRoundNumbers() {
    assertThat(Chart.niceTop(0)).isEqualTo(1);
    assertThat(Chart.niceTop(3_000)).isEqualTo(4_000);
    assertThat(Chart.niceTop(1_000)).isEqualTo(1_000);
    assertThat(Chart.niceTop(9_999)).isEqualTo(10_000);
  }

  private Report report(Balance balance) {
    return report(Figures.settings(directory), balance);
  }

  private static Report report(DemoSettings settings, Balance balance) {
    Samples samples = new Samples();
    for (int second = 1; second <= 30; second++) {
      samples.add(second * 1_000L, second * 3_000L, second * 2_900L);
    }
    return new Report(
        settings, Figures.halfWay(), samples, new TreeMap<>(Map.of(1L, 120L, 2L, 80L)), balance);
  }
}
