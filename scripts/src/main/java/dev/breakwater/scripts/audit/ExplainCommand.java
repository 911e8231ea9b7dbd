package dev.breakwater.scripts.audit;

import dev.breakwater.jobs.audit.AuditJobConfig;
import dev.breakwater.operators.audit.Equation;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.ledger.Received;
import dev.breakwater.operators.time.Rfc3339;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/audit explain}. */
@Command(
    name = "explain",
    customSynopsis = {
      "scripts/audit explain --config FILE --topic TOPIC --bucket TIME --outputs TOPIC,… [OPTIONS]"
    },
    description = {
      "Reads the records of a topic whose times are in the bucket, and all that was made of"
          + " them in the outputs of the job that reads it, dead letters included, by the positions"
          + " that each output carries. Names records that came out nowhere or more than once, and"
          + " outputs that came of none of them. Not for jobs that make one result of many records. Records that a job leaves out"
          + " without a topic for them (duplicates without dedup.duplicates-topic, say) are named as"
          + " well.",
      ""
    },
    footer = {"", "Exit codes: 0 nothing found; 1 records are named; 2 it cannot be done."})
final class ExplainCommand implements Callable<Integer> {

  @Mixin private Request request = new Request();

  @Option(
      names = "--topic",
      required = true,
      paramLabel = "TOPIC",
      description = "what the job reads")
  private String topic = "";

  @Option(
      names = "--bucket",
      required = true,
      paramLabel = "TIME",
      description = "begin of the bucket, as the verdict says it: 2026-01-31T12:00:00Z")
  private String bucket = "";

  @Option(
      names = "--equation",
      paramLabel = "NAME",
      defaultValue = "job",
      description =
          "as the verdict says it: job (the bucket is of the times of records) or topic (of the times"
              + " of events) (default: ${DEFAULT-VALUE})")
  private String equation = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "records with older timestamps are not read; where events are older than their records"
              + " (default: begin of the bucket)")
  private @Nullable String from;

  @Option(
      names = "--size",
      paramLabel = "DURATION",
      defaultValue = "PT1M",
      description = "length of the bucket, the job's ledger.bucket (default: ${DEFAULT-VALUE})")
  private Duration size = Duration.ofMinutes(1);

  @Option(
      names = "--outputs",
      required = true,
      split = ",",
      paramLabel = "TOPIC",
      description = "all topics that the job writes what it read to, dead letters included")
  private List<String> outputs = List.of();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "10",
      description = "how many of each kind are named (default: ${DEFAULT-VALUE})")
  private int samples;

  @Option(
      names = "--max-memory-mb",
      paramLabel = "N",
      defaultValue = "256",
      description = "give up above this: a bit for each offset (default: ${DEFAULT-VALUE})")
  private int maxMemory;

  @Override
  public Integer call() {
    long begin = time("--bucket", bucket);
    long first = from == null ? begin : time("--from", from);
    AuditJobConfig config = request.read();
    Map<String, String> properties = config.source().properties();
    Bucket wanted = new Bucket(topic, begin, begin + size.toMillis(), equation());
    Explanation explanation = new Explanation(wanted, samples, (long) maxMemory << 20);
    Reading reading = new Reading(properties, first);
    reading.of(List.of(topic), "what came in", explanation::input);
    reading.of(outputs, "what went out", explanation::output);
    if (explanation.missing() > 0) {
      reading.of(List.of(topic), "what did not come out", explanation::name);
    }
    System.out.print(explanation.text());
    return explanation.isClean() ? 0 : 1;
  }

  private Equation equation() {
    for (Equation each : Equation.values()) {
      if (each.code().equals(equation)) {
        return each;
      }
    }
    throw new AuditException("--equation must be job or topic, was " + equation, null);
  }

  private static long time(String option, String text) {
    long time = Rfc3339.parse(text);
    if (time == Rfc3339.INVALID) {
      throw new AuditException(
          option + " must be a time such as 2026-01-31T12:00:00Z, was " + text, null);
    }
    return time;
  }

  /**
   * The records that are meant.
   *
   * @param from first time, epoch milliseconds
   * @param to first time after it
   * @param equation whose bucket it is: a job's is of the times of records, a topic's of what they
   *     say of themselves
   */
  record Bucket(String topic, long from, long to, Equation equation) {
    boolean holds(RawRecord record) {
      long time = equation == Equation.JOB ? record.timestamp() : Received.time(record);
      return time >= from && time < to;
    }
  }
}
