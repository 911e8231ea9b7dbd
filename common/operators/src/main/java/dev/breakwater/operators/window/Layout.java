package dev.breakwater.operators.window;

import dev.breakwater.operators.json.JsonPointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which accumulators the measures need, each once: sum and mean of one place share theirs, and so
 * do all quantiles of one place.
 */
final class Layout {

  /** An accumulator, and the place whose values it takes. */
  record Slot(Accumulator.Kind kind, JsonPointer pointer) {}

  private static final int NO_SLOT = -1;

  private final List<Measure> measures;
  private final List<Slot> slots = new ArrayList<>();
  private final int[] slotOf;

  Layout(List<Measure> measures) {
    this.measures = measures;
    this.slotOf = new int[measures.size()];
    for (int i = 0; i < slotOf.length; i++) {
      slotOf[i] = slot(measures.get(i));
    }
  }

  private int slot(Measure measure) {
    JsonPointer pointer = measure.pointer();
    if (pointer == null) {
      return NO_SLOT;
    }
    Slot slot = new Slot(kind(measure.function()), pointer);
    int known = slots.indexOf(slot);
    if (known >= 0) {
      return known;
    }
    slots.add(slot);
    return slots.size() - 1;
  }

  private static Accumulator.Kind kind(Measure.Function function) {
    return switch (function) {
      case SUM, MEAN -> Accumulator.Kind.TOTAL;
      case MIN -> Accumulator.Kind.MIN;
      case MAX -> Accumulator.Kind.MAX;
      case DISTINCT -> Accumulator.Kind.DISTINCT;
      case QUANTILE -> Accumulator.Kind.DISTRIBUTION;
      case COUNT -> throw new IllegalArgumentException("count needs no accumulator");
    };
  }

  List<Slot> slots() {
    return slots;
  }

  Partial empty() {
    Accumulator[] accumulators = new Accumulator[slots.size()];
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = slots.get(i).kind().make();
    }
    return new Partial(accumulators);
  }

  /** The number of a measure, or null where there is none. */
  @Nullable BigDecimal value(int measure, Partial partial) {
    Measure asked = measures.get(measure);
    if (slotOf[measure] == NO_SLOT) {
      return BigDecimal.valueOf(partial.events());
    }
    Accumulator accumulator = partial.accumulator(slotOf[measure]);
    BigDecimal argument = asked.argument() == null ? BigDecimal.ZERO : asked.argument();
    if (accumulator instanceof Total total) {
      return asked.function() == Measure.Function.SUM
          ? total.sum()
          : total.mean(argument.intValue());
    } else if (accumulator instanceof Extreme extreme) {
      return extreme.value();
    } else if (accumulator instanceof Distinct distinct) {
      return BigDecimal.valueOf(distinct.estimate());
    }
    return ((Distribution) accumulator).quantile(argument);
  }

  /** What state of these measures is made of; state of another layout cannot be gone on with. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Slot slot : slots) {
      text.append(slot.kind()).append('(').append(slot.pointer().text()).append(") ");
    }
    return text.toString().trim();
  }
}
