import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MAT_DIALOG_DATA } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ApiKeyUsage } from '@numera/contracts';
import { Drawer } from '../drawer/drawer';
import { Api } from '../http/api';
import { Single } from '../listing/single';
import { Skeleton } from '../listing/skeleton';
import { Trouble } from '../listing/trouble';
import { UsageChart } from './usage-chart';

/** How far back it looks. */
const DAYS = 30;

/** How much a key was used. */
@Component({
  imports: [TranslocoDirective, Drawer, Skeleton, Trouble, UsageChart],
  template: `
    <numera-drawer *transloco="let t" [title]="data.name ? t('keys.usage.of', { name: data.name }) : t('keys.usage.title')">
      @if (usage.item(); as item) {
        <numera-usage-chart [days]="item.days" />
      } @else if (usage.failure(); as failure) {
        <numera-trouble [failure]="failure" (retry)="usage.retry()" />
      } @else {
        <numera-skeleton />
      }
    </numera-drawer>
  `,
  host: { class: 'desk' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OpenedKey {
  protected readonly data = inject<{ id: string; name?: string }>(MAT_DIALOG_DATA);
  private readonly api = inject(Api);
  protected readonly usage = new Single<ApiKeyUsage>();

  constructor() {
    void this.usage.ask(() => this.api.get(`/api/v1/api-keys/${this.data.id}/usage`, { days: DAYS }));
  }
}
