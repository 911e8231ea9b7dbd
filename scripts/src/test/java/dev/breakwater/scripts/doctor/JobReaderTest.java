package dev.breakwater.scripts.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakwater.jobs.Jobs;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.scripts.doctor.facts.JobFacts;
import dev.breakwater.scripts.doctor.facts.JobTopic;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.OtherInput;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The shipped configuration of every job, as doctor understands it. */
class JobReaderTest {

  @Test
  void knowsEveryJob() {
    assertThat(JobShapes.ALL.keySet()).isEqualTo(Jobs.names());
  }

  @Test
  void ingestDeduplicatesAndCanBeRepaired() throws ConfigException {
    JobFacts job = shipped("ingest", "--dedup.duplicates-topic", "flights.duplicates");
    assertThat(job.topics())
        .extracting(JobTopic::name, JobTopic::role)
        .containsExactly(
            tuple("flights.raw", Role.SOURCE),
            tuple("flights.clean", Role.EVENTS),
            tuple("flights.dead", Role.DEAD_LETTERS),
            tuple("flights.duplicates", Role.DUPLICATES));
    assertThat(job.dedup()).isNotNull();
    assertThat(job.shape().repairs()).isTrue();
    assertThat(job.parallelism()).hasValue(7);
    assertThat(job.instance()).isEqualTo("flights-ingest.r01");
    assertThat(job.input()).isNull();
  }

  @Test
  void ingestOutOfQueuesReadsNoTopicAndCannotBeRepaired() throws ConfigException {
    JobFacts job = shippedOutOf("rabbitmq", "--rabbitmq.addresses", "a:5672;b:5673");
    assertThat(job.topics())
        .extracting(JobTopic::name, JobTopic::role)
        .containsExactly(
            tuple("flights.clean", Role.EVENTS), tuple("flights.dead", Role.DEAD_LETTERS));
    assertThat(job.input())
        .isNotNull()
        .extracting(OtherInput::kind, OtherInput::option, OtherInput::servers)
        .containsExactly("rabbitmq", "rabbitmq.addresses", List.of("a:5672", "b:5673"));
    assertThat(job.shape().repairs()).isFalse();
    assertThat(job.toString()).doesNotContain("secret");
  }

  @Test
  void ingestOutOfPulsarCanBeRepaired() throws ConfigException {
    JobFacts job = shippedOutOf("pulsar", "--pulsar.service-url", "pulsar+ssl://a:6651,b:6651");
    assertThat(job.input())
        .isNotNull()
        .extracting(OtherInput::kind, OtherInput::option, OtherInput::servers)
        .containsExactly("pulsar", "pulsar.service-url", List.of("a:6651", "b:6651"));
    assertThat(job.shape().repairs()).isTrue();
    assertThat(job.toString()).doesNotContain("secret");
  }

  @Test
  void theOptionsOfAConnectorAreCheckedToo() {
    assertThatThrownBy(() -> shippedOutOf("rabbitmq", "--rabbitmq.prefetch", "0"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rabbitmq.prefetch");
  }

  @Test
  void enrichReadsTheWayBackOfItsDeadLettersToo() throws ConfigException {
    JobFacts job = shipped("enrich");
    assertThat(job.topics())
        .extracting(JobTopic::name, JobTopic::role)
        .containsExactly(
            tuple("flights.clean", Role.SOURCE),
            tuple("flights.enrich.retry", Role.SOURCE),
            tuple("flights.enriched", Role.EVENTS),
            tuple("flights.enrich.dead", Role.DEAD_LETTERS));
    assertThat(job.dedup()).isNull();
    assertThat(job.shape().repairs()).isTrue();
  }

  @Test
  void aggregateHasNoRepair() throws ConfigException {
    JobFacts job = shipped("aggregate");
    assertThat(job.topics())
        .extracting(JobTopic::name, JobTopic::role)
        .containsExactly(
            tuple("flights.clean", Role.SOURCE),
            tuple("flights.delays", Role.EVENTS),
            tuple("flights.aggregate.dead", Role.DEAD_LETTERS));
    assertThat(job.shape().repairs()).isFalse();
  }

  @Test
  void reconcileReadsTheTopicOfEachReplica() throws ConfigException {
    JobFacts job = shipped("reconcile", "--quorum.stragglers-topic", "late");
    assertThat(job.topics())
        .extracting(JobTopic::name, JobTopic::role)
        .containsExactly(
            tuple("flights.delays.a", Role.SOURCE),
            tuple("flights.delays.b", Role.SOURCE),
            tuple("flights.delays.c", Role.SOURCE),
            tuple("flights.delays", Role.EVENTS),
            tuple("flights.delays.discrepancies", Role.EVENTS),
            tuple("late", Role.EVENTS),
            tuple("flights.delays.dead", Role.DEAD_LETTERS));
    assertThat(job.shape().repairs()).isFalse();
  }

  @Test
  void redriveIsOneSubtaskAndReadsBackWhatItWrites() throws ConfigException {
    JobFacts job =
        shipped(
            "redrive", "--redrive.target", "{job}.retry", "--redrive.targets", "b.retry,a.retry");
    assertThat(job.topics())
        .extracting(JobTopic::name, JobTopic::role)
        .containsExactly(
            tuple("flights.dead", Role.SOURCE),
            tuple("a.retry", Role.REDRIVEN),
            tuple("b.retry", Role.REDRIVEN),
            tuple("flights.parked", Role.PARKED));
    assertThat(job.parallelism()).as("whatever it is submitted with").hasValue(1);
  }

  @Test
  void refusesWhatIsNoJob() {
    assertThatThrownBy(() -> shipped("harbour"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("JOB is not known, was harbour; allowed: " + Jobs.names());
  }

  private static JobFacts shippedOutOf(String kind, String... more) throws ConfigException {
    Path file =
        Path.of(System.getProperty("breakwater.root"), "conf/jobs/ingest-" + kind + ".yaml");
    return new JobReader(name -> name.startsWith("INGEST_") ? "secret" : null)
        .read("ingest", file.toString(), List.of(more), OptionalInt.empty());
  }

  private static JobFacts shipped(String job, String... more) throws ConfigException {
    Path file = Path.of(System.getProperty("breakwater.root"), "conf", "jobs", job + ".yaml");
    return new JobReader(name -> null).read(job, file.toString(), List.of(more), OptionalInt.of(7));
  }
}
