package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import java.util.List;

/** What the producers send at once, the brokers take. */
final class RequestSizeCheck implements Check {

  private static final String BROKER_KEY = "socket.request.max.bytes";
  private static final String OURS = "max.request.size";

  @Override
  public String id() {
    return "request-size";
  }

  @Override
  public List<Finding> look(Facts facts) {
    long request = Long.parseLong(facts.job().sink().properties().getOrDefault(OURS, "1048576"));
    long most = facts.kafka().brokers().get().least(BROKER_KEY);
    String what = "%s %s, brokers take %s".formatted(OURS, Show.bytes(request), Show.bytes(most));
    if (request <= most) {
      return List.of(Finding.ok(id(), OURS, what));
    }
    Fixes fixes = new Fixes(facts.job());
    return List.of(
        Finding.error(id(), OURS, what)
            .because(
                "a full request makes the broker close the connection, again after each restart",
                fixes.jobSetting("sink.properties." + OURS, String.valueOf(most))
                    + "\n"
                    + fixes.brokerSetting(BROKER_KEY, request)));
  }
}
