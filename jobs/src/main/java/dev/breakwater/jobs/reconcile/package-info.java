/**
 * Reconcile: the results of replicas of a job in, each result out once; what the replicas do not
 * agree on is named.
 */
@NullMarked
package dev.breakwater.jobs.reconcile;

import org.jspecify.annotations.NullMarked;
