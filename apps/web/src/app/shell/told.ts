import { inject, Injectable } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoService } from '@jsverse/transloco';
import { Failure } from '../http/failure';
import { sentenceOf } from '../http/sentences';

/** Tells of what failed where there is no form to say it in. */
@Injectable({ providedIn: 'root' })
export class Told {
  private readonly bar = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);

  /** Does the work, or tells why not; says whether it succeeded. */
  async unless(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.bar.open(this.texts.translate(sentenceOf(error)), undefined, {
        duration: 5_000,
        politeness: 'assertive',
        verticalPosition: 'top',
      });
      return false;
    }
  }
}
