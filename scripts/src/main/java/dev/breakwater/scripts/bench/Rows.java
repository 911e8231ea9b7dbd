package dev.breakwater.scripts.bench;

import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.scripts.bench.Expected.Work;
import dev.breakwater.scripts.bench.process.CopyRow;
import dev.breakwater.scripts.bench.process.FlinkRow;
import dev.breakwater.scripts.bench.process.PlainJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of {@code scripts/bench ingest}, baseline first. */
final class Rows {

  static final String PLAIN = "plain";
  static final String PLAIN_TUNED = "plain-tuned";

  private static final List<Row> ALL =
      List.of(
          new Row(
              "copy",
              "Kafka clients, consumer to transactional producer, nothing parsed",
              Work.COPY,
              CopyRow.class,
              Rows::topics),
          new Row(
              "copy-parse",
              "the same with a streaming JSON check of every record",
              Work.PARSE,
              CopyRow.class,
              launch -> with(topics(launch), "--parse")),
          new Row(
              PLAIN,
              "Flink as its documentation teaches it, RocksDB, defaults",
              Work.INGEST,
              FlinkRow.class,
              launch -> flink(launch, Map.of(), PlainJob.class.getName(), plain(launch))),
          new Row(
              PLAIN_TUNED,
              "the same with state.backend.rocksdb.use-bloom-filter: true",
              Work.INGEST,
              FlinkRow.class,
              launch ->
                  flink(
                      launch,
                      Map.of("state.backend.rocksdb.use-bloom-filter", "true"),
                      PlainJob.class.getName(),
                      plain(launch))),
          new Row(
              "breakwater",
              "the ingest job with conf/jobs/ingest.yaml and conf/flink as they are shipped",
              Work.INGEST,
              FlinkRow.class,
              launch -> breakwater(launch)),
          new Row(
              "breakwater-books",
              "the same with books, thousands of records a bucket as in live traffic (buckets of a"
                  + " day: the flights are of many months)",
              Work.INGEST,
              FlinkRow.class,
              launch -> books(launch, "1 d")),
          new Row(
              "breakwater-books-sparse",
              "the same with buckets of a minute: hardly any record shares its bucket with another",
              Work.INGEST,
              FlinkRow.class,
              launch -> books(launch, "1 min")));

  private Rows() {}

  /**
   * The rows with these names, in the bench's own order; all for no name.
   *
   * @throws BenchException for a name that no row has
   */
  static List<Row> named(List<String> names) {
    String known = ALL.stream().map(Row::name).collect(Collectors.joining(", "));
    for (String name : names) {
      if (ALL.stream().noneMatch(row -> row.name().equals(name))) {
        throw new BenchException("--rows has no row '%s'; allowed: %s".formatted(name, known));
      }
    }
    return ALL.stream().filter(row -> names.isEmpty() || names.contains(row.name())).toList();
  }

  private static List<String> plain(Launch launch) {
    return List.of(
        "--bootstrap", launch.bootstrap(),
        "--in", launch.in(),
        "--clean", launch.clean(),
        "--dead", launch.dead(),
        "--group", launch.group());
  }

  private static List<String> breakwater(Launch launch, String... more) {
    List<String> job =
        with(
            List.of(
                "--config", shipped("jobs/ingest.yaml"),
                "--job.instance", launch.group(),
                "--kafka.bootstrap.servers", launch.bootstrap(),
                "--source.topics", launch.in(),
                "--sink.topic", launch.clean(),
                "--dead-letter.topic", launch.dead()),
            more);
    return with(
        List.of("--flink", shipped("flink")),
        flink(launch, Map.of(), IngestJob.class.getName(), job).toArray(String[]::new));
  }

  private static List<String> books(Launch launch, String bucket) {
    return breakwater(launch, "--ledger.topic", launch.ledger(), "--ledger.bucket", bucket);
  }

  private static String shipped(String conf) {
    return Path.of(System.getProperty("breakwater.root", "."), "conf", conf).toString();
  }

  private static List<String> topics(Launch launch) {
    List<String> arguments =
        with(plain(launch), "--parallelism", Integer.toString(launch.parallelism()));
    return launch.profile() ? with(arguments, "--profile") : arguments;
  }

  private static List<String> flink(
      Launch launch, Map<String, String> settings, String job, List<String> jobArguments) {
    Map<String, String> all = new LinkedHashMap<>(FlinkSettings.of(launch));
    all.putAll(settings);
    all.putAll(launch.flink());
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--slots", Integer.toString(launch.parallelism())));
    if (launch.profile()) {
      arguments.add("--profile");
    }
    all.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    arguments.add(job);
    arguments.addAll(jobArguments);
    return arguments;
  }

  private static List<String> with(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return all;
  }
}
