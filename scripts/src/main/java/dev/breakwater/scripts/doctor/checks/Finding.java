package dev.breakwater.scripts.doctor.checks;

/**
 * What a check found.
 *
 * @param id of the check; stable
 * @param subject what it is about, such as a topic; may be empty
 * @param what how it is
 * @param why what comes of it; empty where all is well
 * @param fix a command or setting that mends it; empty where nothing is to be mended
 */
public record Finding(
    String id, Severity severity, String subject, String what, String why, String fix) {

  static Finding ok(String id, String subject, String what) {
    return new Finding(id, Severity.OK, subject, what, "", "");
  }

  static Finding info(String id, String subject, String what, String why) {
    return new Finding(id, Severity.INFO, subject, what, why, "");
  }

  static Finding unknown(String id, String subject, String why) {
    return new Finding(
        id,
        Severity.UNKNOWN,
        subject,
        "unknown: " + why,
        "what was not checked may be wrong",
        Fixes.ofUnknown(why));
  }

  /** A finding whose advice comes with {@link Bad#because}. */
  static Bad warning(String id, String subject, String what) {
    return new Bad(id, Severity.WARNING, subject, what);
  }

  static Bad error(String id, String subject, String what) {
    return new Bad(id, Severity.ERROR, subject, what);
  }

  /** The first half of a finding that is no good. */
  record Bad(String id, Severity severity, String subject, String what) {

    Finding because(String why, String fix) {
      return new Finding(id, severity, subject, what, why, fix);
    }
  }
}
