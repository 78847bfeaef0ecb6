import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Prediction } from '@numera/contracts';
import { Confirmation } from '../drawer/confirmation';
import { Drawer } from '../drawer/drawer';
import { Api } from '../http/api';
import { Icon } from '../icon/icon';
import { Language } from '../language/language';
import { Messages } from '../listing/messages';
import { Moment } from '../listing/moment';
import { Single } from '../listing/single';
import { Skeleton } from '../listing/skeleton';
import { Trouble } from '../listing/trouble';
import { closeRunnerUp, percent } from '../recognise/certainty';
import { failureName } from '../recognise/failures';
import { Alternatives } from '../recognise/reading/alternatives';
import { Copy } from '../recognise/reading/copy';
import { asLine } from '../recognise/reading/rows';
import { OutcomeChip } from './outcome-chip';
import { SeenPicture } from './seen-picture';

/** How long the server may wait for a prediction that is still pending, ms. */
const WAIT_MS = 10_000;

interface Opened {
  readonly id: string;
  readonly deleted: () => void;
}

/** One prediction of the history: its picture, the reading and how sure each digit is. */
@Component({
  imports: [TranslocoDirective, MatButton, Alternatives, Copy, Drawer, Icon, Moment, OutcomeChip, SeenPicture, Skeleton, Trouble],
  templateUrl: './opened-prediction.html',
  styleUrl: './opened-prediction.scss',
  host: { class: 'desk' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OpenedPrediction {
  protected readonly data = inject<Opened>(MAT_DIALOG_DATA);
  private readonly shown = inject(MatDialogRef);
  private readonly api = inject(Api);
  private readonly language = inject(Language);
  private readonly messages = inject(Messages);
  private readonly confirmation = inject(Confirmation);
  protected readonly prediction = new Single<Prediction>();
  protected readonly pointed = signal<number | null>(null);
  protected readonly isDeleting = signal(false);
  protected readonly line = computed(() => asLine(this.prediction.item()?.text ?? ''));
  protected readonly digits = computed(() =>
    (this.prediction.item()?.glyphs ?? []).map((glyph) => ({
      label: glyph.label,
      share: this.asPercent(glyph.confidence),
      width: glyph.confidence * 100,
      isUnsure: closeRunnerUp(glyph) !== null,
    })),
  );
  protected readonly failure = computed(() => `failure.${failureName(this.prediction.item()?.error?.code ?? '')}`);

  constructor() {
    void this.prediction.ask(() => this.api.get<Prediction>(`/api/v1/predictions/${this.data.id}`, { wait: WAIT_MS }));
  }

  protected asPercent(share: number): string {
    return percent(share, this.language.code());
  }

  protected async delete(): Promise<void> {
    const isMeant = await this.confirmation.ask({
      title: 'history.delete.title',
      text: 'history.delete.text',
      action: 'history.delete.action',
    });
    if (!isMeant) return;
    this.isDeleting.set(true);
    const isDone = await this.messages.attempt(() => this.api.delete(`/api/v1/predictions/${this.data.id}`));
    this.isDeleting.set(false);
    if (!isDone) return;
    this.data.deleted();
    this.messages.done('history.delete.done');
    this.shown.close();
  }
}
