package dev.breakwater.scripts.redrive;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.redrive.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long ago a record failed last; where that is not said, by the dead letter's timestamp. */
enum Age {
  MINUTE("under a minute", Duration.ofMinutes(1)),
  HOUR("under an hour", Duration.ofHours(1)),
  DAY("under a day", Duration.ofDays(1)),
  WEEK("under a week", Duration.ofDays(7)),
  OLDER("older", Duration.ofMillis(Long.MAX_VALUE));

  private final String text;
  private final long belowMillis;

  Age(String text, Duration below) {
    this.text = text;
    this.belowMillis = below.toMillis();
  }

  static Age of(RawRecord record, @Nullable Failure failure, long now) {
    long failedAt =
        failure == null || failure.times().last() == Failure.NONE
            ? record.timestamp()
            : failure.times().last();
    for (Age age : values()) {
      if (now - failedAt < age.belowMillis) {
        return age;
      }
    }
    return OLDER;
  }

  @Override
  public String toString() {
    return text;
  }
}
