/**
 * Requests that wait for a prediction to settle, by its id. Whoever learns first that it is settled (this process
 * wrote it, another said so, a look at the row showed it) wakes them; none of the three is needed for the others.
 */
export class Waiters {
  private readonly waiting = new Map<string, Set<() => void>>();
  private isReleased = false;

  /** Ids that someone waits for now. */
  get ids(): string[] {
    return [...this.waiting.keys()];
  }

  /** Resolves when `wake(id)` is called, `waitMs` have passed, `signal` aborts, or `release()` is called. */
  wait(id: string, waitMs: number, signal?: AbortSignal): Promise<void> {
    if (waitMs === 0 || this.isReleased || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        const waiters = this.waiting.get(id);
        waiters?.delete(end);
        if (waiters?.size === 0) this.waiting.delete(id);
        resolve();
      };
      const timer = setTimeout(end, waitMs);
      signal?.addEventListener('abort', end, { once: true });
      const waiters = this.waiting.get(id);
      if (waiters) waiters.add(end);
      else this.waiting.set(id, new Set([end]));
    });
  }

  wake(id: string): void {
    for (const end of this.waiting.get(id) ?? []) end();
  }

  /** Wakes everyone and lets nobody wait any more: the process is about to end. */
  release(): void {
    this.isReleased = true;
    for (const id of this.ids) this.wake(id);
  }
}
