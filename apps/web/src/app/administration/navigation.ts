import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

/** The pages of the installation's administrators, from one to the other. */
@Component({
  selector: 'numera-administration-navigation',
  imports: [RouterLink, RouterLinkActive, TranslocoDirective],
  template: `
    <nav *transloco="let t" [attr.aria-label]="t('administration.navigation')">
      @for (page of pages; track page) {
        <a [routerLink]="'/admin/' + page" routerLinkActive="here" ariaCurrentWhenActive="page">{{ t('administration.' + page) }}</a>
      }
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      gap: 0.35rem;
      margin-block-end: 1rem;
      overflow-x: auto;
    }
    a {
      padding: 0.45rem 0.9rem;
      border: 1.5px solid transparent;
      border-radius: var(--radius);
      color: var(--ink-soft);
      font-weight: 600;
      text-decoration: none;
      white-space: nowrap;
    }
    a:hover {
      background: var(--surface-sunken);
      color: var(--ink);
    }
    .here {
      border-color: var(--rule);
      background: var(--surface);
      color: var(--ink);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AdministrationNavigation {
  protected readonly pages = ['users', 'audit', 'mail'] as const;
}
