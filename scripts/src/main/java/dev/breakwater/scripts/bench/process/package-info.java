/**
 * What runs in a process of its own: the mains of the bench's rows and of its broker, and the few
 * words that they exchange with the bench that started them.
 *
 * <p>Input of a row: a preloaded topic. Output: topics of clean and dead records. A process runs
 * until it is told to stop on its standard input; the bench finds out from the broker when
 * everything is done. One that fails ends with a status other than 0.
 */
@NullMarked
package dev.breakwater.scripts.bench.process;

import org.jspecify.annotations.NullMarked;
