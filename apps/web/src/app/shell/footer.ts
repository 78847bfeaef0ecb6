import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

@Component({
  selector: 'numera-footer',
  imports: [RouterLink, TranslocoDirective],
  template: `
    <footer *transloco="let t">
      <div class="page">
        <p>
          {{ t('footer.limits') }} <a routerLink="/" fragment="limits">{{ t('footer.more') }}</a>
        </p>
        <p>
          <a href="/api/docs">{{ t('footer.api') }}</a>
        </p>
      </div>
    </footer>
  `,
  styles: `
    footer {
      margin-block-start: clamp(3rem, 8vw, 6rem);
      border-top: 1px solid var(--rule);
      color: var(--ink-soft);
      font-size: 0.9375rem;
    }
    .page {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0.5rem 2rem;
      padding-block: 1.5rem 2rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Footer {}
