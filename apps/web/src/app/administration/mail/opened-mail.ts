import { ChangeDetectionStrategy, Component, computed, CSP_NONCE, inject, signal } from '@angular/core';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MAT_DIALOG_DATA } from '@angular/material/dialog';
import { DomSanitizer } from '@angular/platform-browser';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MailMessage } from '@numera/contracts';
import { Drawer } from '../../drawer/drawer';
import { Api } from '../../http/api';
import { Moment } from '../../listing/moment';
import { Single } from '../../listing/single';
import { Skeleton } from '../../listing/skeleton';
import { Trouble } from '../../listing/trouble';
import { withNonce } from './with-nonce';

/** One mail as its reader gets it, in HTML or as text. */
@Component({
  imports: [TranslocoDirective, MatButtonToggle, MatButtonToggleGroup, Drawer, Moment, Skeleton, Trouble],
  templateUrl: './opened-mail.html',
  styleUrl: './opened-mail.scss',
  host: { class: 'desk' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OpenedMail {
  private readonly data = inject<{ id: string }>(MAT_DIALOG_DATA);
  private readonly api = inject(Api);
  private readonly sanitizer = inject(DomSanitizer);
  private readonly nonce = inject(CSP_NONCE);
  protected readonly mail = new Single<MailMessage>();
  protected readonly form = signal<'html' | 'text'>('text');
  /** Trusted to keep its styles only: the frame that shows it is a sandbox without scripts, forms or an origin. */
  protected readonly html = computed(() => this.sanitizer.bypassSecurityTrustHtml(withNonce(this.mail.item()?.html ?? '', this.nonce)));

  constructor() {
    void this.mail.ask(() => this.api.get<MailMessage>(`/api/v1/mail-messages/${this.data.id}`));
  }
}
