package dev.breakwater.scripts.demo;

/** What was done to the pipeline so far, and for it. */
record Happenings(FaultState taskManager, OutageState service, RedriveState redrive) {

  static final Happenings NONE =
      new Happenings(FaultState.NONE, OutageState.NONE, RedriveState.NONE);

  /** How many faults have happened. */
  int faults() {
    return (taskManager.happened() ? 1 : 0) + (service.happened() ? 1 : 0);
  }
}
