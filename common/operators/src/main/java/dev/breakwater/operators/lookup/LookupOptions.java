package dev.breakwater.operators.lookup;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of lookups. */
public final class LookupOptions {

  static final String HEADERS_PREFIX = "lookup.headers.";

  public static final ConfigOption<String> URL =
      ConfigOptions.key("lookup.url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Where to look up, as http://host/airports/{/origin}: in braces a JSON pointer into"
                  + " the payload or an attribute of the event ({subject}, {id}, {source}, {type},"
                  + " an extension). Only path and query may have them; their values are"
                  + " percent-encoded.");

  public static final ConfigOption<String> ANSWER =
      ConfigOptions.key("lookup.answer")
          .stringType()
          .defaultValue("")
          .withDescription(
              "JSON pointer to the part of the answer that is taken, such as /data. Empty: all of"
                  + " it.");

  public static final ConfigOption<MemorySize> MAX_ANSWER_SIZE =
      ConfigOptions.key("lookup.max-answer-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1))
          .withDescription(
              "Of a larger answer no more is read: it cannot be used, and counts as a failure.");

  public static final ConfigOption<Duration> DEADLINE =
      ConfigOptions.key("lookup.deadline")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "How long one call may take, from connecting to the answer's last byte.");

  public static final ConfigOption<Integer> MAX_CALLS =
      ConfigOptions.key("lookup.max-calls")
          .intType()
          .defaultValue(64)
          .withDescription(
              "The bulkhead: how many calls a process may have in flight. What waits for a free"
                  + " place is not late for its deadline.");

  public static final ConfigOption<Integer> CAPACITY =
      ConfigOptions.key("lookup.capacity")
          .intType()
          .defaultValue(1_000)
          .withDescription(
              "How many records of a subtask may wait for an answer, or behind one of their key;"
                  + " then it stops reading. All of them are in each checkpoint.");

  public static final ConfigOption<Integer> MAX_ATTEMPTS =
      ConfigOptions.key("lookup.retry.max-attempts")
          .intType()
          .defaultValue(3)
          .withDescription(
              "How often one answer is asked for, the first time included, before"
                  + " lookup.when-unavailable decides. Again only after timeouts, connection"
                  + " errors, 5xx and 429.");

  public static final ConfigOption<Duration> INITIAL_BACKOFF =
      ConfigOptions.key("lookup.retry.initial-backoff")
          .durationType()
          .defaultValue(Duration.ofMillis(100))
          .withDescription(
              "The longest pause before the second attempt; doubled for each one after. Pauses are"
                  + " drawn from the upper half.");

  public static final ConfigOption<Duration> MAX_BACKOFF =
      ConfigOptions.key("lookup.retry.max-backoff")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription("The longest pause of all, also where an answer says Retry-After.");

  public static final ConfigOption<Duration> GIVE_UP_AFTER =
      ConfigOptions.key("lookup.retry.give-up-after")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "No attempt begins later than this after the first one; whatever attempts are left.");

  public static final ConfigOption<List<Unavailable>> WHEN_UNAVAILABLE =
      ConfigOptions.key("lookup.when-unavailable")
          .enumType(Unavailable.class)
          .asList()
          .defaultValues(Unavailable.STALE, Unavailable.WAIT)
          .withDescription(
              "What happens in turn when no answer is to be had: stale (the last one known, within"
                  + " lookup.cache.stale-for), default (lookup.default), and as the last either"
                  + " wait (the record is held and asked for again; reading stops when capacity is"
                  + " full) or divert (a dead letter with the reason dependency). A chain without a"
                  + " last one ends with default.");

  public static final ConfigOption<String> DEFAULT =
      ConfigOptions.key("lookup.default")
          .stringType()
          .noDefaultValue()
          .withDescription("The JSON value that lookup.when-unavailable default puts in.");

  public static final ConfigOption<Absent> WHEN_ABSENT =
      ConfigOptions.key("lookup.when-absent")
          .enumType(Absent.class)
          .defaultValue(Absent.PASS)
          .withDescription(
              "What happens when the dependency says that there is nothing (404, 410, 204): pass"
                  + " (the record goes on as it is, flagged) or dead-letter (with the reason"
                  + " invalid).");

  public static final ConfigOption<Duration> FRESH_FOR =
      ConfigOptions.key("lookup.cache.fresh-for")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription("How long an answer is used without asking again; 0 s for never.");

  public static final ConfigOption<Duration> ABSENT_FOR =
      ConfigOptions.key("lookup.cache.absent-for")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How long it is believed that there is nothing, without asking again; 0 s for"
                  + " never.");

  public static final ConfigOption<Duration> STALE_FOR =
      ConfigOptions.key("lookup.cache.stale-for")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "How old an answer may be that is used because no newer one is to be had.");

  public static final ConfigOption<MemorySize> CACHE_MAX_MEMORY =
      ConfigOptions.key("lookup.cache.max-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription(
              "Heap for answers, per process and endpoint; beyond it the least used are"
                  + " forgotten.");

  public static final ConfigOption<String> TRUST_STORE =
      ConfigOptions.key("lookup.tls.trust-store")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the certificates that https trusts, on every TaskManager. Unset: those of"
                  + " the JVM.");

  public static final ConfigOption<String> TRUST_STORE_PASSWORD =
      ConfigOptions.key("lookup.tls.trust-store-password")
          .stringType()
          .noDefaultValue()
          .withDescription("The password of that file.");

  public static final ConfigOption<String> TRUST_STORE_TYPE =
      ConfigOptions.key("lookup.tls.trust-store-type")
          .stringType()
          .defaultValue("PKCS12")
          .withDescription("The type of that file: PKCS12 or JKS.");

  private LookupOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of(
            "Lookup",
            URL,
            ANSWER,
            MAX_ANSWER_SIZE,
            DEADLINE,
            MAX_CALLS,
            CAPACITY,
            MAX_ATTEMPTS,
            INITIAL_BACKOFF,
            MAX_BACKOFF,
            GIVE_UP_AFTER,
            WHEN_UNAVAILABLE,
            DEFAULT,
            WHEN_ABSENT,
            FRESH_FOR,
            ABSENT_FOR,
            STALE_FOR,
            CACHE_MAX_MEMORY,
            TRUST_STORE,
            TRUST_STORE_PASSWORD,
            TRUST_STORE_TYPE)
        .withPrefix(
            HEADERS_PREFIX,
            "Headers of every call, such as Authorization; secrets as file:/path or ${NAME}.");
  }
}
