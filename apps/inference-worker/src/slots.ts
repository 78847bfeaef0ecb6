/** Lets at most `count` pieces of work run at once; the others wait in order. */
export class Slots {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {
    if (!Number.isInteger(free) || free < 1) throw new RangeError(`there must be at least one slot, not ${free}`);
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // The slot goes straight to the next in line, so that nobody can slip in between.
      if (next) next();
      else this.free += 1;
    }
  }
}
