/** How fast a run goes on the whole, with the validation between its epochs. */
export class Pace {
  readonly #startedAt: number;

  /** `done` of `total` images were learned from before this start. */
  constructor(
    private readonly total: number,
    private readonly done: number,
    private readonly clock: () => number,
  ) {
    this.#startedAt = clock();
  }

  /** Milliseconds until all is done, when `done` images are; 0 before anything can be said. */
  remainingMs(done: number): number {
    const learned = done - this.done;
    return learned <= 0 ? 0 : ((this.clock() - this.#startedAt) * (this.total - done)) / learned;
  }
}
