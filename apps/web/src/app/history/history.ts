import { ChangeDetectionStrategy, Component, effect, inject, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { PredictionSummary } from '@numera/contracts';
import { drawerByAddress } from '../drawer/drawer';
import { Api } from '../http/api';
import { Language } from '../language/language';
import { endOf, startOf } from '../listing/days';
import { filtersOf, valueOf } from '../listing/filters';
import { Listing } from '../listing/listing';
import type { Page } from '../listing/loading';
import { Pages } from '../listing/pages';
import { SearchField } from '../listing/search-field';
import { Entry } from './entry';
import { OpenedPrediction } from './opened-prediction';

/** How sure a reading may have to be, as a share. */
const CONFIDENCES = ['0.5', '0.8', '0.9', '0.95', '0.99'] as const;
/** As many as fill a large screen. */
const PAGE_SIZE = 24;

/** What was read for the person who is signed in: found by text, day, decision and confidence. */
@Component({
  selector: 'numera-history',
  imports: [RouterLink, TranslocoDirective, MatButton, Entry, Listing, SearchField],
  templateUrl: './history.html',
  styleUrl: './history.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class History {
  private readonly api = inject(Api);
  private readonly language = inject(Language);
  protected readonly filters = filtersOf('text', 'from', 'to', 'decision', 'minConfidence', 'maxConfidence');
  protected readonly pages = new Pages<PredictionSummary>();
  protected readonly open = drawerByAddress((id) => ({
    content: OpenedPrediction,
    data: { id, deleted: () => this.pages.replace((prediction) => prediction.id === id, null) },
    width: '46rem',
  }));
  protected readonly decisions = ['accept', 'review', 'reject'] as const;
  protected readonly confidences = CONFIDENCES;
  protected readonly valueOf = valueOf;

  constructor() {
    effect(() => {
      const { from, to, ...values } = this.filters.values();
      const query = { ...values, from: startOf(from), to: endOf(to), limit: PAGE_SIZE };
      untracked(
        () =>
          void this.pages.ask((cursor) => this.api.get<Page<PredictionSummary>>('/api/v1/predictions', { ...query, cursor: cursor ?? '' })),
      );
    });
  }

  protected asPercent(share: string): string {
    return new Intl.NumberFormat(this.language.code(), { style: 'percent' }).format(Number(share));
  }
}
