package dev.breakwater.scripts.drill;

/**
 * The names of one round: topics and job instance are its own.
 *
 * @param instance of the job; its transactional ids begin with it and a colon
 */
record RunTopics(String instance, String in, String clean, String dead) {

  /** Names that no other round has. */
  static RunTopics of(String drill, int round, long now) {
    String mark = "%s.%d.%s".formatted(drill, round, Long.toString(now, 36));
    return new RunTopics(
        "drill-" + mark, "flights.in." + mark, "flights.clean." + mark, "flights.dead." + mark);
  }

  String transactionPrefix() {
    return instance + ":";
  }
}
