/** Starts a timer and returns what cancels it. */
export type Schedule = (run: () => void, afterMs: number) => () => void;

export interface BatcherOptions {
  /** Most items in one run. */
  readonly maxBatch: number;
  /** How long the first item of a batch waits for company, ms. */
  readonly maxWaitMs: number;
  readonly schedule?: Schedule;
}

interface Waiting<In, Out> {
  readonly item: In;
  resolve(out: Out): void;
  reject(error: unknown): void;
}

const onTimer: Schedule = (run, afterMs) => {
  const timer = setTimeout(run, afterMs);
  return () => clearTimeout(timer);
};

/**
 * Puts single items, asked for from many sides, into runs of up to `maxBatch`: a run starts when it is full or when its first
 * item has waited `maxWaitMs`. `run` answers with one result per item, in order; when it fails, the items of that run fail.
 */
export class Batcher<In, Out> {
  private waiting: Waiting<In, Out>[] = [];
  private cancelTimer: (() => void) | undefined;
  private isHurried = false;
  private readonly schedule: Schedule;

  constructor(
    private readonly run: (items: readonly In[]) => Promise<readonly Out[]>,
    private readonly options: BatcherOptions,
  ) {
    const { maxBatch, maxWaitMs } = options;
    if (!Number.isInteger(maxBatch) || maxBatch < 1) throw new RangeError(`maxBatch must be a whole number from 1, not ${maxBatch}`);
    if (!Number.isFinite(maxWaitMs) || maxWaitMs < 0) throw new RangeError(`maxWaitMs must be a number from 0, not ${maxWaitMs}`);
    this.schedule = options.schedule ?? onTimer;
  }

  /** Resolves with the item's own result. */
  add(item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.isHurried || this.waiting.length >= this.options.maxBatch) this.flush();
      else this.cancelTimer ??= this.schedule(() => this.flush(), this.options.maxWaitMs);
    });
  }

  /** Runs what waits now. */
  flush(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    const batch = this.waiting;
    this.waiting = [];
    if (batch.length > 0) void this.answer(batch);
  }

  /** From now on nothing waits for company: the process is stopping. */
  hurry(): void {
    this.isHurried = true;
    this.flush();
  }

  private async answer(batch: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await this.run(batch.map(({ item }) => item));
      if (results.length !== batch.length) throw new RangeError(`a run of ${batch.length} items gave ${results.length} results`);
      results.forEach((result, i) => batch[i]?.resolve(result));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
