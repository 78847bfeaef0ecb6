import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { AUDIT_ACTIONS, type AuditEvent } from '@numera/contracts';
import { drawerConfig } from '../../drawer/drawer';
import { Api } from '../../http/api';
import { endOf, startOf } from '../../listing/days';
import { filtersOf, valueOf } from '../../listing/filters';
import { Listing } from '../../listing/listing';
import { Moment } from '../../listing/moment';
import type { Page } from '../../listing/loading';
import { Pages } from '../../listing/pages';
import { CsvLink } from '../csv-link';
import { AdministrationNavigation } from '../navigation';
import { actionKey } from './actions';
import { OpenedEvent } from './opened-event';
import { Verification } from './verification';

/** The audit trail: who did what, when and from where, and whether anyone tampered with it. */
@Component({
  selector: 'numera-audit',
  imports: [TranslocoDirective, MatButton, AdministrationNavigation, CsvLink, Listing, Moment, Verification],
  templateUrl: './audit.html',
  styleUrl: './audit.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Audit {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  protected readonly filters = filtersOf('action', 'actor', 'outcome', 'from', 'to');
  protected readonly pages = new Pages<AuditEvent>();
  protected readonly query = computed(() => {
    const { from, to, ...values } = this.filters.values();
    return { ...values, from: startOf(from), to: endOf(to) };
  });
  protected readonly actions = AUDIT_ACTIONS;
  protected readonly outcomes = ['done', 'refused', 'failed'] as const;
  protected readonly actionKey = actionKey;
  protected readonly valueOf = valueOf;

  constructor() {
    effect(() => {
      const query = this.query();
      untracked(
        () => void this.pages.ask((cursor) => this.api.get<Page<AuditEvent>>('/api/v1/audit-events', { ...query, cursor: cursor ?? '' })),
      );
    });
  }

  protected open(event: AuditEvent): void {
    this.dialog.open(OpenedEvent, drawerConfig({ event, onlyActor: (actor: string) => this.filters.set({ actor }) }, '40rem'));
  }
}
