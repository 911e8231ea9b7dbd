package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.JobUnderTest.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The jobs of a round, one of which is under test. */
final class RunningJobs {

  private final Ground ground;
  private final BrokerProxies proxies;
  private final List<JobUnderTest> jobs = new ArrayList<>();

  /**
   * @param specs in the order of their data's way; the last one is under test
   * @param drill says what that one needs otherwise
   */
  RunningJobs(Ground ground, List<JobSpec> specs, Drill drill) {
    this.ground = ground;
    this.proxies =
        drill.behindProxies()
            ? BrokerProxies.open(ground.cluster(), drill.name().hashCode())
            : BrokerProxies.none();
    int last = specs.size() - 1;
    for (JobSpec upstream : specs.subList(0, last)) {
      jobs.add(straight(upstream));
    }
    JobSpec underTest = specs.get(last).with(drill.options());
    Code code = drill.isTamperedWith() ? Code.TAMPERED : Code.SHIPPED;
    jobs.add(new JobUnderTest(ground, underTest, drill.flink(), proxies, code));
  }

  JobUnderTest underTest() {
    return jobs.get(jobs.size() - 1);
  }

  /**
   * A replica of a job.
   *
   * @throws IllegalStateException when there is none of that name
   */
  JobUnderTest replica(String name) {
    return jobs.stream()
        .filter(job -> job.instance().endsWith('.' + name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no replica " + name));
  }

  /**
   * One of the jobs.
   *
   * @throws IllegalStateException when there is none of that instance
   */
  JobUnderTest of(String instance) {
    return jobs.stream()
        .filter(job -> job.instance().equals(instance))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no job " + instance));
  }

  /** All of them. */
  List<JobUnderTest> all() {
    return List.copyOf(jobs);
  }

  /** Starts all without state. */
  void start() {
    jobs.forEach(JobUnderTest::start);
  }

  /** Cancels all, whatever state they are in, and takes their way to Kafka away. */
  void end() throws InterruptedException {
    try {
      for (JobUnderTest job : jobs) {
        job.cancel();
      }
    } finally {
      proxies.close();
    }
  }

  /** One more job, started without state and cancelled with the others. */
  JobUnderTest startAlso(JobSpec spec) {
    return startAlso(straight(spec));
  }

  /**
   * The same, with other code and settings of Flink.
   *
   * @param flink that it needs otherwise than the cluster has them
   */
  JobUnderTest startAlso(JobSpec spec, Code code, Map<String, String> flink) {
    return startAlso(new JobUnderTest(ground, spec, flink, BrokerProxies.none(), code));
  }

  private JobUnderTest startAlso(JobUnderTest more) {
    // The job under test stays the last.
    jobs.add(0, more);
    more.start();
    return more;
  }

  /** One whose way to Kafka is never touched. */
  private JobUnderTest straight(JobSpec spec) {
    return new JobUnderTest(ground, spec, Map.of(), BrokerProxies.none(), Code.SHIPPED);
  }
}
