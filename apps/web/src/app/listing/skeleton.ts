import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** The ground plan of what is being loaded, so that the page does not jump when it comes. */
@Component({
  selector: 'numera-skeleton',
  imports: [TranslocoDirective],
  template: `
    <div *transloco="let t" [class]="shape()">
      <p class="visually-hidden" role="status">{{ t('form.loading') }}</p>
      @for (place of places; track place) {
        <i></i>
      }
    </div>
  `,
  styles: `
    div {
      display: grid;
      gap: 0.75rem;
    }
    .cards {
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
      gap: 1.25rem;
    }
    i {
      block-size: 3.5rem;
      border-radius: var(--radius);
      background: var(--surface-sunken);
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    .cards i {
      block-size: 15rem;
    }
    @keyframes breathe {
      to {
        opacity: 0.45;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Skeleton {
  readonly shape = input<'rows' | 'cards'>('rows');
  protected readonly places = [1, 2, 3, 4, 5, 6];
}
