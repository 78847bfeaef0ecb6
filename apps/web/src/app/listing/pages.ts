import { computed, signal } from '@angular/core';
import { Failure, UNKNOWN } from '../http/failure';
import { type Fetch, type Loaded, Loading, nothingLoaded } from './loading';

/** A list that grows page by page, for a template to show. */
export class Pages<Item> {
  private readonly loaded = signal<Loaded<Item>>(nothingLoaded);
  private readonly loading = new Loading<Item>((loaded) => this.loaded.set(loaded));
  readonly items = computed(() => this.loaded().items);
  readonly state = computed(() => this.loaded().state);
  readonly hasMore = computed(() => this.loaded().cursor !== null);
  readonly failure = computed(() => {
    const { failure } = this.loaded();
    return failure === null || failure instanceof Failure ? failure : new Failure(UNKNOWN, 0);
  });

  /** Starts over with another question; what is shown stays until its answer comes. */
  ask(fetch: Fetch<Item>): Promise<void> {
    return this.loading.ask(fetch);
  }

  /** Adds the next page, or asks again for the one that failed. */
  more(): Promise<void> {
    return this.loading.more();
  }

  /** Puts something else in the place of one item, or nothing. */
  replace(isOld: (item: Item) => boolean, by: Item | null): void {
    this.loading.replace(isOld, by);
  }
}

/** What is shown of a list, whatever its items are. */
export type ShownPages = Pick<Pages<unknown>, 'items' | 'state' | 'hasMore' | 'failure' | 'more'>;
