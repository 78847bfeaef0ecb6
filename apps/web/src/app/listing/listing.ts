import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Skeleton } from './skeleton';
import type { ShownPages } from './pages';
import { Trouble } from './trouble';

/** Around a list that comes in pages: what stands there while it loads, when it fails, when it is empty or when nothing matches. */
@Component({
  selector: 'numera-listing',
  imports: [TranslocoDirective, MatButton, Skeleton, Trouble],
  template: `
    <ng-container *transloco="let t">
      <p class="visually-hidden" role="status">{{ isReady() ? t('listing.shown', { count: pages().items().length }) : '' }}</p>
      @if (pages().items().length) {
        <div class="items" [class.stale]="pages().state() === 'loading'" [attr.aria-busy]="pages().state() === 'loading'">
          <ng-content />
        </div>
        @if (pages().failure(); as failure) {
          <numera-trouble [failure]="failure" (retry)="pages().more()" />
        } @else if (pages().hasMore()) {
          <button type="button" class="more" matButton="outlined" [disabled]="!isReady()" (click)="pages().more()">
            {{ t('listing.more') }}
          </button>
        }
      } @else if (pages().state() === 'loading') {
        <numera-skeleton [shape]="shape()" />
      } @else if (pages().failure(); as failure) {
        <numera-trouble [failure]="failure" (retry)="pages().more()" />
      } @else if (isFiltered()) {
        <div class="none">
          <p>{{ t('listing.noMatch') }}</p>
          <button type="button" matButton="outlined" (click)="cleared.emit()">{{ t('listing.clear') }}</button>
        </div>
      } @else {
        <ng-content select="[empty]" />
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
    .items {
      transition: opacity 0.15s;
    }
    .stale {
      opacity: 0.55;
    }
    .more {
      display: block;
      margin: 1.5rem auto 0;
    }
    .none {
      display: grid;
      justify-items: center;
      gap: 1rem;
      padding-block: clamp(2rem, 6vw, 4rem);
      color: var(--ink-soft);
      text-align: center;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Listing {
  readonly pages = input.required<ShownPages>();
  readonly shape = input<'rows' | 'cards'>('rows');
  /** Whether an empty list may only mean that nothing meets the filters. */
  readonly isFiltered = input(false);
  readonly cleared = output();
  protected readonly isReady = computed(() => this.pages().state() === 'ready');
}
