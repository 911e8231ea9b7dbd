package dev.breakwater.scripts.redrive;

import java.util.List;
import java.util.Map;

/** A survey for people. */
final class SurveyText {

  private static final int BAR = 30;
  private static final int WIDTH = 100;

  private SurveyText() {}

  static String of(Survey survey) {
    StringBuilder text = new StringBuilder(summary(survey));
    if (survey.records() == 0) {
      return text.toString();
    }
    histogram(text, "what would become of them", survey.outcomes());
    histogram(text, "by reason", survey.reasons());
    histogram(text, "by stage", survey.stages());
    histogram(text, "by age", survey.ages());
    samples(text, survey.samples());
    return text.toString();
  }

  /** One line. */
  static String summary(Survey survey) {
    return "%,d dead letters; a run sends %,d and parks %,d%n"
        .formatted(survey.records(), survey.toSend(), survey.toPark());
  }

  private static void histogram(StringBuilder text, String title, Map<String, Long> counts) {
    text.append("%n%s%n".formatted(title));
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    int width = counts.keySet().stream().mapToInt(String::length).max().orElse(1);
    counts.forEach(
        (what, count) ->
            text.append(
                "  %s %,12d  %s%n"
                    .formatted(
                        padded(Sample.printable(what, WIDTH), Math.min(width, WIDTH)),
                        count,
                        "#".repeat((int) Math.max(1, count * BAR / most)))));
  }

  private static void samples(StringBuilder text, Map<String, List<Sample>> samples) {
    text.append("%nsamples (position, original, key, value, job)%n".formatted());
    samples.forEach(
        (reason, some) -> {
          if (!some.isEmpty()) {
            text.append("  %s%n".formatted(Sample.printable(reason, WIDTH)));
          }
          some.forEach(
              one ->
                  text.append(
                      "    %s  %s  %s  %s  %s%n"
                          .formatted(
                              one.position(), one.original(), one.key(), one.value(), one.job())));
        });
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
