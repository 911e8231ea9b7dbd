/**
 * {@code scripts/audit}: shows what the job {@code audit} said of the books, and looks into one
 * bucket to name the records that are meant.
 *
 * <p>Everything comes from topics, read with committed records only; nothing is written.
 */
@NullMarked
package dev.breakwater.scripts.audit;

import org.jspecify.annotations.NullMarked;
