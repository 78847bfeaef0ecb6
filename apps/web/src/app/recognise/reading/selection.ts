import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Session } from '../session';
import { leastSure } from './rows';

/** Which digit of the reading is looked at: the one under the pointer, else the one that was chosen. */
@Injectable()
export class Selection {
  private readonly session = inject(Session);
  private readonly pointed = signal<number | null>(null);
  private readonly taken = signal(0);
  /** The digit that was chosen, by its place in the order of reading. */
  readonly chosen = this.taken.asReadonly();
  readonly shown = computed(() => this.pointed() ?? this.taken());

  constructor() {
    effect(() => {
      const reading = this.session.reading();
      untracked(() => {
        this.pointed.set(null);
        this.taken.set(reading ? this.firstOf(reading) : 0);
      });
    });
  }

  /** Chosen by keys while the pointer rests elsewhere: the latest wins. */
  choose(index: number): void {
    this.pointed.set(null);
    this.taken.set(index);
  }

  /** The pointer is over a digit, or over none any more. */
  point(index: number | null): void {
    this.pointed.set(index);
  }

  /** A doubtful reading opens at what makes it doubtful. */
  private firstOf({ decision, glyphs }: NonNullable<ReturnType<Session['reading']>>): number {
    return decision === 'accept' ? 0 : leastSure(glyphs);
  }
}
