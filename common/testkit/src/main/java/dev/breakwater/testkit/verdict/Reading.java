package dev.breakwater.testkit.verdict;

import dev.breakwater.testkit.workload.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * How to read the records of the job under test.
 *
 * @param identity the id of a clean record, null when it has none
 * @param reason the reason code of a dead letter, null when it has none
 * @param origin the position that a dead letter's record was read from, in any text that is the
 *     same for the same position; null when unknown. With it, a dead letter written twice is told
 *     from two records with the same value.
 * @param deadDigest the {@link Digest#sha256} of the value that a dead letter's record had
 * @param payload of a clean record, as it was produced: its value, unless the job adds to it
 */
public record Reading(
    Function<ConsumerRecord<byte[], byte[]>, @Nullable String> identity,
    Function<ConsumerRecord<byte[], byte[]>, @Nullable String> reason,
    Function<ConsumerRecord<byte[], byte[]>, @Nullable String> origin,
    ToLongFunction<ConsumerRecord<byte[], byte[]>> deadDigest,
    Function<ConsumerRecord<byte[], byte[]>, byte @Nullable []> payload) {

  private static final int SHA256_BYTES = 32;
  private static final String ERRORS = "__breakwater.errors.";

  /** Reads ids only: reason and origin unknown, dead letters carry their original value. */
  public static Reading of(Function<ConsumerRecord<byte[], byte[]>, @Nullable String> identity) {
    return new Reading(
        identity,
        record -> null,
        record -> null,
        record -> Digest.sha256(record.value()),
        ConsumerRecord::value);
  }

  /**
   * Reads what ingest writes. Its headers are a contract: they are spelled out here once more, so
   * that a verdict finds whoever changes them.
   */
  public static Reading ofIngest() {
    return of(header("ce_id"))
        .withReason(header(ERRORS + "reason"))
        .withOriginHeaders(ERRORS + "topic", ERRORS + "partition", ERRORS + "offset")
        .withStubHeader(ERRORS + "stub.sha256");
  }

  public Reading withReason(Function<ConsumerRecord<byte[], byte[]>, @Nullable String> reason) {
    return new Reading(identity, reason, origin, deadDigest, payload);
  }

  /** Takes the position of a dead letter's record from headers, one for each part. */
  public Reading withOriginHeaders(String topic, String partition, String offset) {
    return new Reading(
        identity,
        reason,
        record -> {
          String[] parts = {latin(record, topic), latin(record, partition), latin(record, offset)};
          return parts[0] == null || parts[1] == null || parts[2] == null
              ? null
              : String.join("/", parts);
        },
        deadDigest,
        payload);
  }

  /**
   * Takes the digest of a dead letter that has it in this header (a stub) from there.
   *
   * @param name of the header; its value is a SHA-256, as 32 bytes or as hex digits
   */
  public Reading withStubHeader(String name) {
    ToLongFunction<ConsumerRecord<byte[], byte[]>> whole = deadDigest;
    return new Reading(
        identity,
        reason,
        origin,
        record -> {
          byte[] sha256 = last(record, name);
          return sha256 == null ? whole.applyAsLong(record) : prefix(sha256);
        },
        payload);
  }

  /**
   * Takes away from a clean record what the job is to have added to its payload; null when that is
   * not there as it should be: then it counts as altered.
   */
  public Reading withPayload(Function<ConsumerRecord<byte[], byte[]>, byte @Nullable []> original) {
    return new Reading(identity, reason, origin, deadDigest, original);
  }

  /** The UTF-8 text of the last header of a name. */
  public static Function<ConsumerRecord<byte[], byte[]>, @Nullable String> header(String name) {
    return record -> {
      byte[] value = last(record, name);
      return value == null ? null : new String(value, StandardCharsets.UTF_8);
    };
  }

  /** The first member of this name in a JSON value, where it is a text without escapes. */
  public static Function<ConsumerRecord<byte[], byte[]>, @Nullable String> jsonText(String name) {
    String before = '"' + name + "\":\"";
    return record -> {
      if (record.value() == null) {
        return null;
      }
      String json = new String(record.value(), StandardCharsets.UTF_8);
      int found = json.indexOf(before);
      int end = found < 0 ? -1 : json.indexOf('"', found + before.length());
      return end < 0 ? null : json.substring(found + before.length(), end);
    };
  }

  private static long prefix(byte[] sha256) {
    if (sha256.length == SHA256_BYTES) {
      return Digest.prefix(sha256);
    }
    String hex = new String(sha256, StandardCharsets.ISO_8859_1);
    boolean valid = hex.length() == 2 * SHA256_BYTES && hex.chars().allMatch(HexFormat::isHexDigit);
    // A digest that cannot be read matches no expectation, and so is found.
    return valid ? Digest.prefix(HexFormat.of().parseHex(hex)) : 0;
  }

  private static @Nullable String latin(ConsumerRecord<byte[], byte[]> record, String header) {
    byte[] value = last(record, header);
    return value == null ? null : new String(value, StandardCharsets.ISO_8859_1);
  }

  private static byte @Nullable [] last(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }
}
