package dev.breakwater.operators.redrive;

import java.io.Serializable;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a dead letter is sent to be tried again.
 *
 * @param template a topic, in which <code>{job}</code> stands for the job that failed, without the
 *     number of its run, and <code>{topic}</code> for the topic it read
 * @param allowed the topics that may be written to
 */
public record RedriveTargets(String template, Set<String> allowed) implements Serializable {

  static final String JOB = "{job}";
  static final String TOPIC = "{topic}";

  /** How instances are told apart: {@code orders-ingest.r01} is a copy of {@code orders-ingest}. */
  private static final Pattern RUN = Pattern.compile("(.+)\\.r[0-9]+");

  public RedriveTargets {
    allowed = Set.copyOf(allowed);
  }

  /** True when all dead letters go to one topic, whatever they say. */
  boolean isConstant() {
    return !template.contains(JOB) && !template.contains(TOPIC);
  }

  /** The topic; null when the dead letter does not say what the template asks for. */
  @Nullable String of(@Nullable Failure failure) {
    if (isConstant()) {
      return template;
    }
    if (failure == null) {
      return null;
    }
    String job = base(failure.job());
    String topic = failure.original().topic();
    if ((job == null && template.contains(JOB)) || (topic == null && template.contains(TOPIC))) {
      return null;
    }
    return template.replace(JOB, String.valueOf(job)).replace(TOPIC, String.valueOf(topic));
  }

  /**
   * The name of a job without the number of its run: what comes before a last {@code .rNN}, any
   * number of digits; all of it where there is none.
   */
  static @Nullable String base(@Nullable String instance) {
    if (instance == null) {
      return null;
    }
    Matcher matcher = RUN.matcher(instance);
    return matcher.matches() ? matcher.group(1) : instance;
  }
}
