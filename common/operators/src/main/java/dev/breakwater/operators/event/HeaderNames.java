package dev.breakwater.operators.event;

/** The headers of the Kafka protocol binding, and ours. */
final class HeaderNames {

  static final String PREFIX = "ce_";
  static final String SPEC_VERSION = "ce_specversion";
  static final String ID = "ce_id";
  static final String SOURCE = "ce_source";
  static final String TYPE = "ce_type";
  static final String SUBJECT = "ce_subject";
  static final String TIME = "ce_time";
  static final String DATA_SCHEMA = "ce_dataschema";
  static final String CONTENT_TYPE = "content-type";

  /** Where the record was read that an event was made of. */
  static final String ORIGIN = "breakwater-origin";

  /** What a dead letter says of its failure; history once the record went through. */
  private static final String ERRORS_PREFIX = "__breakwater.errors.";

  private HeaderNames() {}

  /** The attribute in a header whose name has the prefix. */
  static String attribute(String header) {
    return switch (header) {
      case SPEC_VERSION -> "specversion";
      case ID -> "id";
      case SOURCE -> "source";
      case TYPE -> "type";
      case SUBJECT -> "subject";
      case TIME -> "time";
      case DATA_SCHEMA -> "dataschema";
      default -> header.substring(PREFIX.length());
    };
  }

  /**
   * True for the headers that an event's own replace. Attributes and content type in any case: some
   * readers take {@code CE_ID} for {@code ce_id}, and would find two.
   */
  static boolean isReplaced(String header) {
    if (header.isEmpty()) {
      return false;
    }
    return switch (header.charAt(0)) {
      case 'c', 'C' ->
          header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
              || header.equalsIgnoreCase(CONTENT_TYPE);
      case 'b' -> header.equals(ORIGIN);
      case '_' -> header.startsWith(ERRORS_PREFIX) || header.startsWith(RedriveHeaders.PREFIX);
      default -> false;
    };
  }
}
