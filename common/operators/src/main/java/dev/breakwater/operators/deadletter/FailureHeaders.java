package dev.breakwater.operators.deadletter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Our headers of one dead letter: what went wrong now, and what an earlier dead letter of the same
 * record said that still holds. What is in the earlier ones is not trusted: garbage counts as
 * absent.
 */
final class FailureHeaders {

  static final int MAX_MESSAGE_BYTES = 1024;
  static final int MAX_NAME_BYTES = 256;

  private static final int MAX_COUNT_DIGITS = 9;
  private static final int MAX_TIME_DIGITS = 18;
  private static final int SHA256_DIGITS = 64;
  private static final byte[] NO_BYTES = new byte[0];

  private final List<Header> list = new ArrayList<>(16);
  private final Headers earlier;
  private final boolean stub;

  private FailureHeaders(Headers earlier) {
    this.earlier = earlier;
    byte[] digest = earlier.last(DeadLetterHeaders.STUB_SHA256);
    this.stub = digest != null && digest.length == SHA256_DIGITS;
  }

  static FailureHeaders of(DeadLetter letter, String job) {
    FailureHeaders headers = new FailureHeaders(letter.record().headers());
    headers.failure(letter, job);
    headers.position(letter.record());
    headers.history(letter);
    if (headers.stub) {
      headers.keepStub();
    }
    return headers;
  }

  /** Marks a stub of the record, unless the record is itself a stub of another one. */
  FailureHeaders asStub(RawRecord record, int foreignHeaders) {
    if (!stub) {
      byte[] value = record.value();
      put(DeadLetterHeaders.STUB_SHA256, sha256(value == null ? NO_BYTES : value));
      put(DeadLetterHeaders.STUB_KEY_SIZE, size(record.key()));
      put(DeadLetterHeaders.STUB_VALUE_SIZE, size(value));
      put(DeadLetterHeaders.STUB_HEADERS, foreignHeaders);
    }
    return this;
  }

  List<Header> list() {
    return list;
  }

  private void failure(DeadLetter letter, String job) {
    put(DeadLetterHeaders.REASON, letter.reason().code(), MAX_NAME_BYTES);
    put(DeadLetterHeaders.STAGE, letter.stage(), MAX_NAME_BYTES);
    put(DeadLetterHeaders.JOB, job, MAX_NAME_BYTES);
    String exceptionClass = letter.exceptionClass();
    if (exceptionClass != null) {
      put(DeadLetterHeaders.EXCEPTION_CLASS, exceptionClass, MAX_NAME_BYTES);
    }
    put(DeadLetterHeaders.EXCEPTION_MESSAGE, letter.message(), MAX_MESSAGE_BYTES);
  }

  private void position(RawRecord record) {
    if (stub && keep(DeadLetterHeaders.TOPIC)) {
      keep(DeadLetterHeaders.PARTITION);
      keep(DeadLetterHeaders.OFFSET);
      keep(DeadLetterHeaders.TIMESTAMP);
      return;
    }
    put(DeadLetterHeaders.TOPIC, record.topic(), MAX_NAME_BYTES);
    put(DeadLetterHeaders.PARTITION, record.partition());
    put(DeadLetterHeaders.OFFSET, record.offset());
    put(DeadLetterHeaders.TIMESTAMP, record.timestamp());
  }

  private void history(DeadLetter letter) {
    long attempts = number(earlier.last(DeadLetterHeaders.ATTEMPTS), MAX_COUNT_DIGITS);
    long first = number(earlier.last(DeadLetterHeaders.FIRST_FAILURE), MAX_TIME_DIGITS);
    put(DeadLetterHeaders.ATTEMPTS, attempts < 0 ? 1 : attempts + 1);
    put(DeadLetterHeaders.FIRST_FAILURE, first < 0 ? letter.failedAt() : first);
    put(DeadLetterHeaders.LAST_FAILURE, letter.failedAt());
  }

  private void keepStub() {
    keep(DeadLetterHeaders.STUB_SHA256);
    keep(DeadLetterHeaders.STUB_KEY_SIZE);
    keep(DeadLetterHeaders.STUB_VALUE_SIZE);
    keep(DeadLetterHeaders.STUB_HEADERS);
  }

  private boolean keep(String name) {
    byte[] value = earlier.last(name);
    if (value == null || value.length > MAX_NAME_BYTES) {
      return false;
    }
    list.add(new RecordHeader(name, value));
    return true;
  }

  private void put(String name, String text, int maxBytes) {
    list.add(new RecordHeader(name, Utf8.capped(text, maxBytes)));
  }

  private void put(String name, long number) {
    put(name, Long.toString(number), MAX_NAME_BYTES);
  }

  private void put(String name, byte[] hex) {
    list.add(new RecordHeader(name, HexFormat.of().formatHex(hex).getBytes(US_ASCII)));
  }

  private static int size(byte @Nullable [] content) {
    return content == null ? -1 : content.length;
  }

  /** The number that these digits say, or -1 if they are not 1 to max decimal digits. */
  private static long number(byte @Nullable [] digits, int max) {
    if (digits == null || digits.length == 0 || digits.length > max) {
      return -1;
    }
    long number = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
