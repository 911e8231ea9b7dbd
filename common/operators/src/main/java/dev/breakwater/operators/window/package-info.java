/**
 * Windows: events of one key and one stretch of event time become one event, which tells any number
 * of measures of them.
 *
 * <ul>
 *   <li><b>Input</b>: events with watermarks ({@link dev.breakwater.operators.time.EventTimes}), in
 *       the order of their partitions. <b>Outputs</b>: {@code results}, one event per key and
 *       window and its revisions; {@code deadLetters}, with the reason {@code late}, or {@code
 *       invalid} or {@code malformed} for events that have no key or not the values that are
 *       measured. Every event is in its windows or a dead letter.
 *   <li><b>Windows</b>: tumbling, hopping (made of panes as long as the slide) and session. They
 *       are told when event time has passed their end and the lateness.
 *   <li><b>Late</b>: an event goes into all of its windows or, once the first of them is closed,
 *       into none. Closed is judged by the event's own partition first (its latest event so far,
 *       less the out-of-orderness), then by the watermark of its subtask, then by that behind the
 *       shuffle.
 *   <li><b>Measures</b>: count, exact decimal sums, min, max and means (rounded half to even),
 *       distinct values ({@link dev.breakwater.operators.window.DistinctSketch}), quantiles ({@link
 *       dev.breakwater.operators.sketch.LogHistogram}). None depends on the order of events or on
 *       how partial results were merged. Values that are missing or null are not measured; others
 *       that are no numbers make the event {@code invalid}.
 *   <li><b>Equal to the byte</b>: replicas that read the same partitions with the same options
 *       write the same results and refuse the same events, whatever their parallelism, failures and
 *       order of reading, if {@code window.emit} is {@code final}. They may differ where a
 *       partition is left out because it was idle and then comes back with old events, where all
 *       inputs are idle on one and not on the other, and where a record that decoding refuses is
 *       ahead of its partition by more than the out-of-orderness. Never compared: the time at which
 *       dead letters say that they failed.
 *   <li><b>Idle</b>: when all inputs are, open windows are told as they are after {@code
 *       window.idle-close}. Event time does not move and they stay open; if events come for them
 *       after all, they are told again as the next revision.
 *   <li><b>State and its bound</b>: before the shuffle partial results within a bound of memory,
 *       empty at every checkpoint, and 20 bytes per partition; behind it in RocksDB per key and
 *       open pane one row (100 bytes and more; 4 KiB at most per distinct, 24 KiB per place with
 *       quantiles) and about one timer per key. A pane is removed when its last window is closed.
 *   <li><b>Failure, restore, rescale</b>: keyed state, exactly-once as the checkpoint. Event time
 *       is saved with it, so a window that was told is not opened again. State of other windows or
 *       measures is refused.
 * </ul>
 *
 * <p>May import the kernel, and no other feature.
 */
@NullMarked
package dev.breakwater.operators.window;

import org.jspecify.annotations.NullMarked;
