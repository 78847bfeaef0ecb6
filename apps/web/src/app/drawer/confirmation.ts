import { ChangeDetectionStrategy, Component, inject, Injectable } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogClose } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

/** Keys of the texts of a question, and what they are about. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** What the button says that goes on. */
  readonly action: string;
  readonly about?: Readonly<Record<string, string | number>>;
}

@Component({
  imports: [TranslocoDirective, MatButton, MatDialogClose],
  template: `
    <ng-container *transloco="let t">
      <h2 id="confirmation-title">{{ t(question.title, question.about) }}</h2>
      <p id="confirmation-text">{{ t(question.text, question.about) }}</p>
      <div class="actions">
        <button type="button" matButton [mat-dialog-close]="false">{{ t('form.cancel') }}</button>
        <button type="button" class="danger" matButton="outlined" [mat-dialog-close]="true">
          {{ t(question.action, question.about) }}
        </button>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.75rem;
      padding: 1.5rem;
    }
    h2 {
      font-size: 1.3rem;
    }
    p {
      color: var(--ink-soft);
    }
    .actions {
      justify-content: end;
      margin-block-start: 0.5rem;
    }
  `,
  host: { class: 'desk' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class ConfirmationDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
}

/** Asks before something is done that cannot be undone. The way out has the focus. */
@Injectable({ providedIn: 'root' })
export class Confirmation {
  private readonly dialog = inject(MatDialog);

  async ask(question: Question): Promise<boolean> {
    const opened = this.dialog.open<ConfirmationDialog, Question, boolean>(ConfirmationDialog, {
      data: question,
      width: 'min(100vw - 2rem, 28rem)',
      maxWidth: '100vw',
      role: 'alertdialog',
      ariaLabelledBy: 'confirmation-title',
      ariaDescribedBy: 'confirmation-text',
    });
    return (await firstValueFrom(opened.afterClosed())) ?? false;
  }
}
