package dev.breakwater.operators.config;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * The name of one running copy of a job, from which all names outside the job are derived.
 *
 * @param name 1 to 63 of a-z, 0-9, '.' and '-', with a letter or digit at both ends
 */
public record JobInstance(String name) implements Serializable {

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
  private static final JobInstance PLACEHOLDER = new JobInstance("unnamed");

  public JobInstance {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException("job.instance is not a valid name, was " + name);
    }
  }

  /** Reads {@link JobOptions#INSTANCE}; a name that is missing or not allowed is a problem. */
  public static JobInstance from(Settings settings) {
    String name = settings.require(JobOptions.INSTANCE, PLACEHOLDER.name);
    if (!ALLOWED.matcher(name).matches()) {
      settings.reject(
          JobOptions.INSTANCE,
          "is not a valid name",
          "1 to 63 of a-z, 0-9, '.' and '-', with a letter or digit at both ends");
      return PLACEHOLDER;
    }
    return new JobInstance(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
