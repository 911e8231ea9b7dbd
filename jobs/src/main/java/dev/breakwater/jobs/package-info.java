/** The jobs. */
@NullMarked
package dev.breakwater.jobs;

import org.jspecify.annotations.NullMarked;
