const FIRST_MS = 250;
const LONGEST_MS = 15_000;
/** A process that has run this long was healthy; its next crash starts the count anew. */
const HEALTHY_MS = 60_000;

/** How long to wait before a crashed process is started again: doubling from 250 ms to 15 s. */
export class Backoff {
  private crashes = 0;

  /** Counts a crash of a process that had run for `ranMs`; returns the pause before the next start, ms. */
  next(ranMs: number): number {
    if (ranMs >= HEALTHY_MS) this.crashes = 0;
    const pauseMs = Math.min(FIRST_MS * 2 ** this.crashes, LONGEST_MS);
    this.crashes += 1;
    return pauseMs;
  }
}
