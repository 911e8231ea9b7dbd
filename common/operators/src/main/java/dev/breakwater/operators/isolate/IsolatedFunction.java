package dev.breakwater.operators.isolate;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;
import org.apache.flink.api.common.functions.Function;

/**
 * A user's function over single events. It may implement Flink's {@code RichFunction} to be opened
 * and closed; what it throws there fails the job.
 */
@FunctionalInterface
public interface IsolatedFunction extends Function {

  /**
   * What becomes of this event: an event, the same or another, or a dead letter. Never null.
   *
   * @throws Exception makes the event a dead letter: of its own reason if it is a {@link
   *     dev.breakwater.operators.event.RejectedException}, else {@code poison}; unless it is an
   *     error of the infrastructure, which fails the job
   */
  Outcome map(Event event) throws Exception;
}
