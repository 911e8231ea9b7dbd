package dev.breakwater.operators.audit;

import dev.breakwater.operators.ledger.LedgerEntry;
import dev.breakwater.operators.time.Rfc3339;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what somebody has to look into, and when it was nothing after all. */
final class VerdictLog {

  private static final Logger LOG = LoggerFactory.getLogger(VerdictLog.class);

  private VerdictLog() {}

  static void say(Verdict verdict) {
    if (verdict.ruling().isWrong()) {
      LOG.warn(
          "books do not balance equation={} topic={} job={} bucket={} ruling={} difference={}"
              + " revision={}",
          verdict.account().equation().code(),
          verdict.account().topic(),
          verdict.account().job(),
          bucket(verdict),
          verdict.ruling().code(),
          verdict.difference(),
          verdict.revision());
    } else if (verdict.revision() > 1) {
      LOG.info(
          "books revised equation={} topic={} job={} bucket={} ruling={} revision={}",
          verdict.account().equation().code(),
          verdict.account().topic(),
          verdict.account().job(),
          bucket(verdict),
          verdict.ruling().code(),
          verdict.revision());
    }
  }

  private static String bucket(Verdict verdict) {
    return verdict.bucket() == LedgerEntry.IMPOSSIBLE
        ? "impossible"
        : Rfc3339.format(verdict.bucket());
  }
}
