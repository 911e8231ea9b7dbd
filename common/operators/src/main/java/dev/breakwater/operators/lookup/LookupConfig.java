package dev.breakwater.operators.lookup;

import dev.breakwater.operators.breaker.BreakerConfig;
import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.kafka.KafkaOptions;
import java.io.Serializable;
import org.apache.flink.configuration.MemorySize;

/**
 * A lookup, checked.
 *
 * @param instance the instance of the job; copies that run in one process share nothing
 * @param url where to look up
 * @param answer what is taken of an answer
 * @param calls how calls are made
 * @param cache how long answers are good
 * @param fallback what happens without an answer
 * @param http how the dependency is spoken to
 * @param breaker when the dependency is left alone
 * @param output what is made of records
 */
public record LookupConfig(
    String instance,
    UrlTemplate url,
    AnswerRules answer,
    CallLimits calls,
    CacheLimits cache,
    FallbackRules fallback,
    HttpSettings http,
    BreakerConfig breaker,
    OutputRules output)
    implements Serializable {

  /**
   * What is made of records.
   *
   * @param field the member of the payload that the answer becomes
   * @param capacity records of a subtask that may wait
   * @param maxRecordSize bytes of the largest record that is written
   */
  record OutputRules(String field, int capacity, int maxRecordSize) implements Serializable {}

  /**
   * Reads the options; what is wrong with them is in the settings' problems.
   *
   * @param field the member of the payload that the answer becomes
   */
  public static LookupConfig from(Settings settings, String field) {
    return new LookupConfig(
        JobInstance.from(settings).toString(),
        UrlTemplate.from(settings),
        AnswerRules.from(settings),
        CallLimits.from(settings),
        CacheLimits.from(settings),
        FallbackRules.from(settings),
        HttpSettings.from(settings),
        BreakerConfig.from(settings),
        new OutputRules(
            field,
            CallLimits.positive(settings, LookupOptions.CAPACITY),
            bytes(settings.get(KafkaOptions.MAX_RECORD_SIZE))));
  }

  private static int bytes(MemorySize size) {
    return (int) Math.min(size.getBytes(), Integer.MAX_VALUE);
  }
}
