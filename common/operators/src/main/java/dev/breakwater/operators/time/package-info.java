/**
 * Time as text and as epoch milliseconds.
 *
 * <p>Kernel: imports no feature. Per-record code: no allocation while parsing RFC 3339, no
 * exception for bad input; what cannot be read is a value of its own, {@link
 * dev.breakwater.operators.time.Rfc3339#INVALID}.
 */
@NullMarked
package dev.breakwater.operators.time;

import org.jspecify.annotations.NullMarked;
