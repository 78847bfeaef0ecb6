/** One page of a list, as every list of the server comes. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export type Fetch<Item> = (cursor: string | null) => Promise<Page<Item>>;

/** What there is of a list: its items so far, where it goes on, and how the last question went. */
export interface Loaded<Item> {
  readonly items: readonly Item[];
  readonly cursor: string | null;
  readonly state: 'loading' | 'ready' | 'failed';
  /** Why the last question has no answer. */
  readonly failure: unknown;
}

export const nothingLoaded: Loaded<never> = { items: [], cursor: null, state: 'loading', failure: null };

/** Loads a list page by page and shows what there is of it. An answer that comes after a newer question was asked is dropped. */
export class Loading<Item> {
  private question = 0;
  private fetch: Fetch<Item> | null = null;
  private loaded: Loaded<Item> = nothingLoaded;

  constructor(private readonly show: (loaded: Loaded<Item>) => void) {}

  /** Starts over with another question; what is shown stays until its answer comes. */
  ask(fetch: Fetch<Item>): Promise<void> {
    this.fetch = fetch;
    return this.load(null);
  }

  /** Adds the next page, or asks again for the one that failed. */
  more(): Promise<void> {
    return this.load(this.loaded.cursor);
  }

  /** Puts something else in the place of one item, or nothing. */
  replace(isOld: (item: Item) => boolean, by: Item | null): void {
    this.turn({ items: this.loaded.items.flatMap((item) => (!isOld(item) ? [item] : by === null ? [] : [by])) });
  }

  private async load(cursor: string | null): Promise<void> {
    if (!this.fetch) return;
    const question = ++this.question;
    this.turn({ state: 'loading', failure: null });
    try {
      const { items, nextCursor } = await this.fetch(cursor);
      if (question !== this.question) return;
      this.turn({ items: cursor === null ? items : [...this.loaded.items, ...items], cursor: nextCursor, state: 'ready' });
    } catch (failure) {
      if (question !== this.question) return;
      this.turn({ ...(cursor === null && nothingLoaded), state: 'failed', failure });
    }
  }

  private turn(changed: Partial<Loaded<Item>>): void {
    this.loaded = { ...this.loaded, ...changed };
    this.show(this.loaded);
  }
}
