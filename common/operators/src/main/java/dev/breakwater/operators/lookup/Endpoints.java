package dev.breakwater.operators.lookup;

import dev.breakwater.operators.breaker.Breaker;
import dev.breakwater.operators.breaker.Shared;
import java.util.Random;

/** The endpoints of this process: one per lookup, as long as a subtask holds it. */
final class Endpoints {

  private static final Shared<LookupConfig, Held> IN_PROCESS = new Shared<>(Held::end);

  private record Held(Endpoint endpoint, Breaker breaker) {

    void end() {
      endpoint.close();
      breaker.release();
    }
  }

  private Endpoints() {}

  /** The endpoint of a lookup; give it back with {@link #release}. */
  static Endpoint acquire(LookupConfig config) {
    return IN_PROCESS.acquire(config, () -> make(config)).endpoint;
  }

  static void release(LookupConfig config) {
    IN_PROCESS.release(config);
  }

  private static Held make(LookupConfig config) {
    HttpTransport transport = new HttpTransport(config);
    Breaker breaker = Breaker.acquire(config.instance(), config.url().endpoint(), config.breaker());
    RetrySchedule schedule = new RetrySchedule(config.calls(), new Random());
    return new Held(
        new Endpoint(config, new Endpoint.Parts(breaker, transport, schedule, System::nanoTime)),
        breaker);
  }
}
