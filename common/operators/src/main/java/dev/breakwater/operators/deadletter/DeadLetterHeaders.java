package dev.breakwater.operators.deadletter;

/**
 * The names of the headers that a dead letter carries besides those of its record. Each is there at
 * most once. All values are UTF-8 text; numbers are decimal, times epoch milliseconds.
 */
public final class DeadLetterHeaders {

  /** What is under this prefix is ours: replaced when a record fails again. */
  public static final String PREFIX = "__breakwater.errors.";

  /** Why: {@link dev.breakwater.operators.event.Reason#code()}. */
  public static final String REASON = PREFIX + "reason";

  /** The stage that refused the record, as {@code decode}. */
  public static final String STAGE = PREFIX + "stage";

  /** The instance of the job. */
  public static final String JOB = PREFIX + "job";

  /** The class of the exception; only where one was thrown. */
  public static final String EXCEPTION_CLASS = PREFIX + "exception.class.name";

  /** What is wrong, at most 1,024 bytes. */
  public static final String EXCEPTION_MESSAGE = PREFIX + "exception.message";

  /** The topic that the record was read from. */
  public static final String TOPIC = PREFIX + "topic";

  /** The partition that the record was read from. */
  public static final String PARTITION = PREFIX + "partition";

  /** The offset that the record was read from. */
  public static final String OFFSET = PREFIX + "offset";

  /** The timestamp of the record that was read; -1 where it had none. */
  public static final String TIMESTAMP = PREFIX + "timestamp";

  /** How often the record has failed, this time included. */
  public static final String ATTEMPTS = PREFIX + "attempts";

  /** When the record failed for the first time. */
  public static final String FIRST_FAILURE = PREFIX + "first.failure";

  /** When the record failed this time. */
  public static final String LAST_FAILURE = PREFIX + "last.failure";

  /**
   * Only on a stub, that is a dead letter that would have been too big with its value: the SHA-256
   * of the original value, 64 hexadecimal digits; of no bytes where the original had no value.
   */
  public static final String STUB_SHA256 = PREFIX + "stub.sha256";

  /** Only on a stub: the bytes of the original key, -1 where it had none. */
  public static final String STUB_KEY_SIZE = PREFIX + "stub.key.size";

  /** Only on a stub: the bytes of the original value, -1 where it had none. */
  public static final String STUB_VALUE_SIZE = PREFIX + "stub.value.size";

  /** Only on a stub: the number of headers of the original, ours not counted. */
  public static final String STUB_HEADERS = PREFIX + "stub.headers";

  private DeadLetterHeaders() {}

  /** True if a header of this name is written by us and never by a producer. */
  public static boolean isOurs(String name) {
    return name.startsWith(PREFIX);
  }
}
