package dev.breakwater.operators.redrive;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to ask whether the target is well.
 *
 * @param url answers 2xx when it is; null when nobody is asked
 * @param interval between two questions
 * @param timeout of an answer
 */
public record HealthConfig(@Nullable URI url, Duration interval, Duration timeout)
    implements Serializable {}
