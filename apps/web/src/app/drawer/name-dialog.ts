import { ChangeDetectionStrategy, Component, inject, Injectable, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Field } from '../forms/field';
import { Form } from '../forms/form';
import { Refusal } from '../forms/refusal';
import { Submission } from '../forms/submission';

/** Keys of the texts around a name, the name as it is, and what is done with the new one. */
export interface Naming {
  readonly title: string;
  readonly label: string;
  readonly action: string;
  readonly name?: string;
  readonly save: (name: string) => Promise<void>;
}

@Component({
  imports: [TranslocoDirective, MatButton, MatDialogClose, Field, Form, Refusal],
  template: `
    <form *transloco="let t" class="stack" [numeraForm]="submission" (asked)="save()">
      <h2 id="naming-title">{{ t(naming.title) }}</h2>
      <numera-refusal [failure]="submission.failure()" />
      <numera-field name="name" [label]="t(naming.label)" [maxlength]="80" [fault]="submission.faults()['name']" [(value)]="name" />
      <div class="actions">
        <button type="submit" matButton="filled" disabledInteractive [disabled]="submission.isBusy()">{{ t(naming.action) }}</button>
        <button type="button" matButton mat-dialog-close>{{ t('form.cancel') }}</button>
      </div>
    </form>
  `,
  styles: `
    :host {
      display: block;
      padding: 1.5rem;
    }
    h2 {
      font-size: 1.3rem;
    }
  `,
  host: { class: 'desk' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class NameDialog {
  protected readonly naming = inject<Naming>(MAT_DIALOG_DATA);
  private readonly shown = inject(MatDialogRef);
  protected readonly submission = new Submission();
  protected readonly name = signal(this.naming.name ?? '');

  protected async save(): Promise<void> {
    const name = this.name().trim();
    const isDone = await this.submission.send(() => this.naming.save(name), name === '' ? { name: 'form.fault.required' } : {});
    if (isDone) this.shown.close();
  }
}

/** Asks for a name; stays until it is saved or given up. */
@Injectable({ providedIn: 'root' })
export class Names {
  private readonly dialog = inject(MatDialog);

  async ask(naming: Naming): Promise<void> {
    const opened = this.dialog.open(NameDialog, {
      data: naming,
      width: 'min(100vw - 2rem, 28rem)',
      maxWidth: '100vw',
      ariaLabelledBy: 'naming-title',
      autoFocus: 'input',
    });
    await firstValueFrom(opened.afterClosed());
  }
}
