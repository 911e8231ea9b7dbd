package dev.breakwater.scripts.bench;

/** What must be in the clean and the dead topic when all of an input is done, by kind of work. */
record Expected(Work work, Tally clean, Tally dead) {

  /** How much of the work a row does. */
  enum Work {
    /** Everything goes through. */
    COPY,
    /** Malformed records go to the dead letters. */
    PARSE,
    /** As well, and of each id the first record only goes through. */
    INGEST
  }
}
