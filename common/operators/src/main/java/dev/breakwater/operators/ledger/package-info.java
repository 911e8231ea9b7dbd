/**
 * The ledger: what a job books of the records that pass its boundaries, so that somebody else can
 * find out whether one is missing.
 */
@NullMarked
package dev.breakwater.operators.ledger;

import org.jspecify.annotations.NullMarked;
