/**
 * What must be true of the topics that the jobs write to: where each event and dead letter belongs,
 * how it is read, and in which order it must come. Drills and the demo judge by it.
 */
@NullMarked
package dev.breakwater.scripts.judge;

import org.jspecify.annotations.NullMarked;
