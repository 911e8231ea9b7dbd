package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import java.time.Duration;
import java.util.List;

/** How long the broker knows a transactional id that is not used: the longest downtime. */
final class IdExpirationCheck implements Check {

  private static final String KEY = "transactional.id.expiration.ms";
  private static final Duration DEFAULT = Duration.ofDays(7);

  @Override
  public String id() {
    return "transactional-id-expiration";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Duration expiration = Duration.ofMillis(facts.kafka().brokers().get().least(KEY));
    String what = "the broker forgets an unused id after " + Show.duration(expiration);
    if (expiration.compareTo(DEFAULT) >= 0) {
      return List.of(Finding.ok(id(), KEY, what));
    }
    String fix = new Fixes(facts.job()).brokerSetting(KEY, DEFAULT.toMillis());
    String why =
        "a job that was down for longer fails at the same commit after each restart"
            + " (InvalidPidMappingException)";
    boolean tooShort = expiration.compareTo(facts.job().sink().transactionTimeout()) <= 0;
    return List.of(
        (tooShort ? Finding.error(id(), KEY, what) : Finding.warning(id(), KEY, what))
            .because(why, fix));
  }
}
