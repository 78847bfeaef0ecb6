import { setTimeout as sleep } from 'node:timers/promises';

/** Most items that one statement or one job carries: enough to share its cost, few enough to spread over workers. */
const MOST = 16;
/** Longest that a chunk may be held back, ms. */
const MOST_HELD_MS = 25;

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Hands items on in chunks of up to sixteen, one chunk at a time. What arrives while one is on its way makes up the next: a lone
 * item waits for nobody, and under load many share one round trip. A chunk that fails fails for each of its items.
 */
export class Chunks<T, R> {
  private readonly waiting: Waiting<T, R>[] = [];
  private isBusy = false;

  /**
   * @param work what to do with a chunk; its results in the order of the items
   * @param free resolves when it is worth while to begin the next chunk; it is not waited for longer than 25 ms, nor by a full one
   */
  constructor(
    private readonly work: (items: readonly T[]) => Promise<readonly R[]>,
    private readonly free?: () => Promise<void> | undefined,
  ) {}

  add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.isBusy) void this.workOff();
    });
  }

  private async workOff(): Promise<void> {
    this.isBusy = true;
    while (this.waiting.length > 0) {
      const hold = this.waiting.length < MOST ? this.free?.() : undefined;
      if (hold) await Promise.race([hold, sleep(MOST_HELD_MS)]);
      await this.handOn(this.waiting.splice(0, MOST));
    }
    this.isBusy = false;
  }

  private async handOn(chunk: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.work(chunk.map(({ item }) => item));
      if (results.length !== chunk.length) throw new Error(`${chunk.length} items gave ${results.length} results`);
      results.forEach((result, i) => chunk[i]?.resolve(result));
    } catch (error) {
      for (const { reject } of chunk) reject(error);
    }
  }
}
