package dev.breakwater.scripts.bench.process;

import dev.breakwater.testkit.kafka.EmbeddedKafka;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The broker of the bench: one, in a process of its own, so that its CPU time is not the row's. */
public final class BrokerMain implements RowProcess.Work {

  @Option(names = "--directory", required = true)
  private Path directory = Path.of("");

  @Option(names = "--port")
  private int port;

  public static void main(String[] args) throws Exception {
    BrokerMain broker = new BrokerMain();
    new CommandLine(broker).parseArgs(args);
    broker.run();
  }

  @Override
  public void run() throws Exception {
    EmbeddedKafka kafka =
        EmbeddedKafka.builder()
            .directory(directory)
            .port(port)
            // The topics of a run that is over give their space back at once.
            .property("log.segment.delete.delay.ms", "1000")
            .start();
    RowProcess.running(kafka.bootstrapServers());
    RowProcess.stopWhenTold(null);
  }
}
