/**
 * Damage between a broker and a job, done from outside the product: a consumer interceptor that a
 * drill puts into a copy of the jobs' jar, and that loses, doubles or changes a record when told.
 */
@NullMarked
package dev.breakwater.scripts.drill.tamper;

import org.jspecify.annotations.NullMarked;
