import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { Explanation } from '@numera/contracts';
import { Notices } from '../notices';
import { Session } from '../session';

/** What spoke for each digit of the reading; asked of the server only when the visitor wants to see it. */
@Injectable()
export class Explanations {
  private readonly session = inject(Session);
  private readonly notices = inject(Notices);
  private readonly found = signal<readonly (Explanation | undefined)[] | null>(null);
  readonly isAsking = signal(false);
  /** Whether they are there, for the reading. */
  readonly isThere = computed(() => this.found() !== null);

  constructor() {
    // They belong to one reading.
    effect(() => {
      this.session.reading();
      untracked(() => this.drop());
    });
  }

  /** How many digits have one: an image of many digits gets them for the first few. */
  readonly count = computed(() => this.found()?.filter((explanation) => explanation !== undefined).length ?? 0);

  /** Of one digit, by its place in the order of reading; null when the server gave none. */
  of(index: number): Explanation | null {
    return this.found()?.[index] ?? null;
  }

  async ask(): Promise<void> {
    const reading = this.session.reading();
    if (!reading || this.isAsking()) return;
    this.isAsking.set(true);
    try {
      const answer = await this.session.readAgain({ explain: 'true' });
      if (this.session.reading() !== reading) return;
      // Another model may have become the champion meanwhile: what spoke for other digits explains nothing.
      if (answer.kind === 'refused' || answer.prediction.text !== reading.text) throw new Error('There is no explanation of this reading.');
      this.found.set(answer.prediction.glyphs.map(({ explanation }) => explanation));
    } catch {
      if (this.session.reading() === reading) this.notices.show('serverFailed');
    } finally {
      if (this.session.reading() === reading) this.isAsking.set(false);
    }
  }

  drop(): void {
    this.found.set(null);
    this.isAsking.set(false);
  }
}
