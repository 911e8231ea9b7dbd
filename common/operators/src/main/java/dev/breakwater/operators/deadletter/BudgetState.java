package dev.breakwater.operators.deadletter;

/** How the dead letters of one subtask stand to their budget. The codes are the gauge's values. */
enum BudgetState {
  WITHIN(0),
  EXCEEDED(1),
  /** Reading again after a pause, not yet judged. */
  PROBING(2);

  private final int code;

  BudgetState(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
