import { inject, Injectable } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoService } from '@jsverse/transloco';
import { Failure } from '../http/failure';
import { sentenceOf } from '../http/sentences';

/** Says in a sentence how something went that a person asked for; the snack bar's live region speaks it. */
@Injectable({ providedIn: 'root' })
export class Messages {
  private readonly bar = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);

  done(key: string, about: Readonly<Record<string, string | number>> = {}): void {
    this.bar.open(this.texts.translate(key, about), undefined, { duration: 4_000, politeness: 'polite' });
  }

  /** Does the work and says why where it is refused; resolves with whether it was done. */
  async attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.bar.open(this.texts.translate(sentenceOf(error)), undefined, { duration: 6_000, politeness: 'assertive' });
      return false;
    }
  }
}
