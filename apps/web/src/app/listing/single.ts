import { signal } from '@angular/core';
import { Failure } from '../http/failure';

/** One thing that is loaded: there, on its way, or not to be had. An answer that comes after a newer question was asked is dropped. */
export class Single<Item> {
  private question = 0;
  private fetch: (() => Promise<Item>) | null = null;
  private readonly found = signal<Item | null>(null);
  private readonly reason = signal<Failure | null>(null);
  readonly item = this.found.asReadonly();
  readonly failure = this.reason.asReadonly();

  async ask(fetch: () => Promise<Item>): Promise<void> {
    this.fetch = fetch;
    const question = ++this.question;
    this.reason.set(null);
    try {
      const item = await fetch();
      if (question === this.question) this.found.set(item);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (question === this.question) this.reason.set(error);
    }
  }

  retry(): void {
    if (this.fetch) void this.ask(this.fetch);
  }

  /** The server has answered a change with what it is now. */
  set(item: Item): void {
    this.question++;
    this.found.set(item);
  }
}
