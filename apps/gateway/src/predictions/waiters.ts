import type { Outcome } from '@numera/contracts';

/** How a prediction ended, for those who learn it from the process that wrote it. */
export interface Settlement {
  readonly outcome: Outcome;
  readonly completedAt: Date;
}

type End = (settlement?: Settlement) => void;

/**
 * Requests that wait for a prediction to settle, by its id. Whoever learns first that it is settled (this process
 * wrote it, another said so, a look at the row showed it) wakes them; none of the three is needed for the others.
 */
export class Waiters {
  private readonly waiting = new Map<string, Set<End>>();
  private isReleased = false;

  /** Ids that someone waits for now. */
  get ids(): string[] {
    return [...this.waiting.keys()];
  }

  /**
   * Resolves when `wake(id)` is called, `waitMs` have passed, `signal` aborts, or `release()` is called; with how the prediction
   * ended when the caller of `wake` knew it, else the row must be asked.
   */
  wait(id: string, waitMs: number, signal?: AbortSignal): Promise<Settlement | undefined> {
    if (waitMs === 0 || this.isReleased || signal?.aborted === true) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const end: End = (settlement) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        const waiters = this.waiting.get(id);
        waiters?.delete(end);
        if (waiters?.size === 0) this.waiting.delete(id);
        resolve(settlement);
      };
      const giveUp = () => end();
      const timer = setTimeout(giveUp, waitMs);
      signal?.addEventListener('abort', giveUp, { once: true });
      const waiters = this.waiting.get(id);
      if (waiters) waiters.add(end);
      else this.waiting.set(id, new Set([end]));
    });
  }

  wake(id: string, settlement?: Settlement): void {
    for (const end of this.waiting.get(id) ?? []) end(settlement);
  }

  /** Wakes everyone and lets nobody wait any more: the process is about to end. */
  release(): void {
    this.isReleased = true;
    for (const id of this.ids) this.wake(id);
  }
}
