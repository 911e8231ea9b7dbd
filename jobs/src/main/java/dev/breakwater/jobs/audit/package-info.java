/**
 * Audit: the ledger of all jobs in, a verdict for each topic, job and bucket of time out; what no
 * job of ours reads it reads itself.
 */
@NullMarked
package dev.breakwater.jobs.audit;

import org.jspecify.annotations.NullMarked;
