/**
 * One run of ingest against a truth, for tests of its inputs: {@link
 * dev.breakwater.testkit.ingest.IngestTrial}.
 */
@NullMarked
package dev.breakwater.testkit.ingest;

import org.jspecify.annotations.NullMarked;
