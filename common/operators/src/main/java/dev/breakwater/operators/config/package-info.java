/** Settings of a job: typed options, where their values come from, and what is said about them. */
@NullMarked
package dev.breakwater.operators.config;

import org.jspecify.annotations.NullMarked;
