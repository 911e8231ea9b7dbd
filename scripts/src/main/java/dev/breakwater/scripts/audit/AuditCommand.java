package dev.breakwater.scripts.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.jobs.audit.AuditJobConfig;
import dev.breakwater.operators.audit.Verdict;
import dev.breakwater.operators.kafka.CommittedReader;
import dev.breakwater.operators.kafka.TopicEnds;
import dev.breakwater.scripts.submit.CommandLines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code scripts/audit}. */
@Command(
    name = "audit",
    customSynopsis = {
      "scripts/audit --config FILE [OPTIONS] [-- --key value…]",
      "       scripts/audit explain --config FILE --topic TOPIC --bucket TIME --outputs TOPIC,…"
    },
    description = {
      "What stands in the topic of verdicts: what is not balanced, worst first, and a line for each"
          + " account, with how old records were there; dead letters that nobody took. \"explain\""
          + " looks into one bucket and names records.",
      ""
    },
    subcommands = ExplainCommand.class,
    footer = {
      "",
      "Exit codes: 0 all that could be judged is balanced; 1 something is not; 2 nothing can be said."
    })
public final class AuditCommand implements Callable<Integer> {

  private static final int WRONG = 1;
  private static final int CANNOT_SAY = 2;

  @Mixin private Request request = new Request();

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      description = "only verdicts said within this time, as PT1H (default: all)")
  private @Nullable Duration since;

  @Option(
      names = "--max-age",
      paramLabel = "DURATION",
      description =
          "exit code 2 when the last verdict is older, as PT10M: an audit that stands finds nothing")
  private @Nullable Duration maxAge;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "how many that are not balanced are shown (default: ${DEFAULT-VALUE})")
  private int top;

  @Option(
      names = "--json",
      description =
          "the verdicts that stand, then dead letters by topic and reason, one JSON object in each"
              + " line")
  private boolean json;

  @Option(names = "--follow", description = "then each new verdict, until interrupted")
  private boolean follow;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "print this and leave")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  AuditCommand() {}

  public static void main(String[] args) {
    System.exit(CommandLines.execute(new AuditCommand(), args));
  }

  @Override
  public Integer call() {
    AuditJobConfig config = request.read();
    Map<String, String> properties = config.source().properties();
    Map<TopicPartition, Long> ends =
        TopicEnds.of("audit", List.of(config.verdictTopic()), properties);
    long from =
        since == null ? CommittedReader.BEGINNING : System.currentTimeMillis() - since.toMillis();
    Standing standing = new Standing();
    new CommittedReader("audit", properties, ends, from).forEach(standing::add);
    if (json) {
      standing.verdicts().forEach(AuditCommand::printJson);
      Waiting.of(standing.verdicts()).forEach(each -> System.out.println(each.toJson()));
    } else {
      System.out.print(StandingText.of(standing, top, System.currentTimeMillis()));
    }
    if (follow) {
      new Follower(properties, ends).run(json ? AuditCommand::printJson : AuditCommand::printLine);
    }
    return code(standing, oldest());
  }

  private long oldest() {
    return maxAge == null ? 0 : System.currentTimeMillis() - maxAge.toMillis();
  }

  /**
   * @param oldest the last verdict must be as young as that, epoch milliseconds
   */
  static int code(Standing standing, long oldest) {
    if (standing.total().wrong() > 0) {
      return WRONG;
    }
    return standing.total().balanced() > 0 && standing.lastSaid() >= oldest ? 0 : CANNOT_SAY;
  }

  private static void printJson(Verdict verdict) {
    System.out.println(new String(verdict.toJson(), UTF_8));
  }

  private static void printLine(Verdict verdict) {
    System.out.println(StandingText.line(verdict));
  }
}
