import { inject, Injectable } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoService } from '@jsverse/transloco';

export type Notice = 'alreadyPredicted' | 'alreadyClear' | 'nothingToRead' | 'serverFailed';

/** Short messages that go after five seconds; the snack bar's live region speaks them. */
@Injectable({ providedIn: 'root' })
export class Notices {
  private readonly bar = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);

  show(notice: Notice): void {
    this.bar.open(this.texts.translate(`notice.${notice}`), undefined, {
      duration: 5_000,
      politeness: 'assertive',
      verticalPosition: 'top',
    });
  }
}
