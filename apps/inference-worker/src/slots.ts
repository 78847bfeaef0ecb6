/** Lets at most `count` pieces of work run at once; the others wait in order. */
export class Slots {
  private readonly waiting: (() => void)[] = [];
  private free: number;

  constructor(private readonly count: number) {
    if (!Number.isInteger(count) || count < 1) throw new RangeError(`there must be at least one slot, not ${count}`);
    this.free = count;
  }

  /** True when nothing runs. */
  get isIdle(): boolean {
    return this.free === this.count;
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
