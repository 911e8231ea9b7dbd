package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.testkit.docs.MarkdownSection;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code jobs/README.md} on RabbitMQ's streams are made from the options and metrics.
 * With {@code -Dbreakwater.write-docs=true} they are written instead of compared.
 */
class ReadmeTest {

  private static final Path README =
      Path.of(System.getProperty("breakwater.root"), "jobs", "README.md");

  @Test
  void listsTheOptionsAsTheyAre() throws IOException {
    String title = "#### RabbitMQ streams\n";
    String all = OptionCatalog.of("rabbitmq-stream", "", RabbitStreamOptions.group()).markdown();
    String table = all.substring(all.indexOf(title) + title.length() + 1);
    new MarkdownSection(README, "options of rabbitmq-stream").assertIs(table);
  }

  @Test
  void listsTheMetricsAsTheyAre() throws IOException {
    new MarkdownSection(README, "metrics of rabbitmq-stream")
        .assertIs(Metric.markdown(RabbitStreamMetrics.all()));
  }
}
