import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AuditVerification } from '@numera/contracts';
import { Api } from '../../http/api';
import { Icon } from '../../icon/icon';
import { Messages } from '../../listing/messages';
import { Moment } from '../../listing/moment';

/** Looks whether every event of the trail is as it was written, and none is missing. */
@Component({
  selector: 'numera-audit-verification',
  imports: [TranslocoDirective, MatButton, Icon, Moment],
  template: `
    <section *transloco="let t" class="panel" aria-labelledby="verification">
      <div class="ask">
        <div>
          <h2 id="verification">{{ t('audit.verification.title') }}</h2>
          <p class="quiet">{{ t('audit.verification.text') }}</p>
        </div>
        <button type="button" matButton="outlined" disabledInteractive [disabled]="isAsking()" (click)="verify()">
          {{ t(isAsking() ? 'audit.verification.asking' : 'audit.verification.ask') }}
        </button>
      </div>
      <div role="status">
        @if (verdict(); as found) {
          <p class="verdict" [class.broken]="!found.isIntact">
            <numera-icon [name]="found.isIntact ? 'accept' : 'reject'" />
            <span
              >{{
                t(found.isIntact ? 'audit.verification.intact' : 'audit.verification.broken', { events: found.events, heads: found.heads })
              }}
              <numera-moment [at]="found.checkedAt"
            /></span>
          </p>
          @if (found.faults.length) {
            <ul>
              @for (fault of found.faults; track $index) {
                <li>
                  <b>{{ t('audit.verification.' + fault.kind, { sequence: fault.sequence }) }}</b>
                </li>
              }
            </ul>
          }
        }
      </div>
    </section>
  `,
  styleUrl: './verification.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Verification {
  private readonly api = inject(Api);
  private readonly messages = inject(Messages);
  protected readonly isAsking = signal(false);
  protected readonly verdict = signal<AuditVerification | null>(null);

  protected async verify(): Promise<void> {
    if (this.isAsking()) return;
    this.isAsking.set(true);
    await this.messages.attempt(async () => this.verdict.set(await this.api.get<AuditVerification>('/api/v1/audit-events/verification')));
    this.isAsking.set(false);
  }
}
