package dev.breakwater.scripts.submit;

import java.time.Instant;

/**
 * A complete checkpoint or savepoint: it has its {@code _metadata}.
 *
 * @param path what a job is restored from
 * @param savepoint false for a retained checkpoint
 * @param completed when its metadata were written
 */
public record SavedState(String path, boolean savepoint, Instant completed) {

  @Override
  public String toString() {
    return "%s  %-10s  %s".formatted(completed, savepoint ? "savepoint" : "checkpoint", path);
  }
}
