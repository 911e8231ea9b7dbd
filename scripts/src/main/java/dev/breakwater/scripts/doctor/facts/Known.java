package dev.breakwater.scripts.doctor.facts;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fact that was looked up, or the reason why it could not be.
 *
 * @param value null where it is not known
 * @param why empty where it is known
 */
public record Known<T>(@Nullable T value, String why) {

  public static <T> Known<T> of(T value) {
    return new Known<>(value, "");
  }

  public static <T> Known<T> unknown(String why) {
    return new Known<>(null, why);
  }

  /** What the question answers; what it throws becomes the reason. */
  public static <T> Known<T> ask(Callable<T> question) {
    try {
      return of(question.call());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown("interrupted");
    } catch (Exception e) {
      return unknown(Reasons.of(e));
    }
  }

  /** What the broker was asked for, which it must have answered. */
  static <A> A present(@Nullable A answer, String what) {
    if (answer == null) {
      throw new UnknownException("the broker did not say " + what);
    }
    return answer;
  }

  public boolean isKnown() {
    return value != null;
  }

  /**
   * The fact.
   *
   * @throws UnknownException if it could not be looked up
   */
  public T get() {
    T known = value;
    if (known == null) {
      throw new UnknownException(why);
    }
    return known;
  }

  /** What follows from the fact. */
  public <R> Known<R> map(Function<T, R> to) {
    T known = value;
    return known == null ? unknown(why) : of(to.apply(known));
  }
}
