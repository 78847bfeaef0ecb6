import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogClose } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AuditEvent } from '@numera/contracts';
import { Drawer } from '../../drawer/drawer';
import { Moment } from '../../listing/moment';
import { actionKey } from './actions';
import { changesOf } from './changes';

interface Opened {
  readonly event: AuditEvent;
  readonly onlyActor: (actor: string) => void;
}

/** All that the trail says of one event. */
@Component({
  imports: [TranslocoDirective, MatButton, MatDialogClose, Drawer, Moment],
  templateUrl: './opened-event.html',
  styleUrl: './opened-event.scss',
  host: { class: 'desk' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OpenedEvent {
  protected readonly data = inject<Opened>(MAT_DIALOG_DATA);
  protected readonly event = this.data.event;
  protected readonly key = actionKey(this.event.action);
  protected readonly changes = changesOf(this.event.before, this.event.after);
}
