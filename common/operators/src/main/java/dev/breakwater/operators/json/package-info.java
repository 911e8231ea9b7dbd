/**
 * JSON in one pass and without a tree: a {@link dev.breakwater.operators.json.JsonScan} walks over
 * the bytes of a document, tells whether it is well-formed, and shows what it meets to the {@link
 * dev.breakwater.operators.json.Place}s that were asked for by {@link
 * dev.breakwater.operators.json.JsonPointer}.
 *
 * <p>Kernel: imports no feature. Per-record code: what is not asked for is not made into an object.
 * A document that is none is a {@link dev.breakwater.operators.event.RejectedException}.
 */
@NullMarked
package dev.breakwater.operators.json;

import org.jspecify.annotations.NullMarked;
