import { afterNextRender, ChangeDetectionStrategy, Component, ElementRef, inject, input } from '@angular/core';
import { Router } from '@angular/router';

/** The frame of the pages around signing in: one sheet on squared paper, its title told to whoever came from another page. */
@Component({
  selector: 'numera-account-page',
  template: `
    <div class="ground">
      <section class="sheet" aria-labelledby="account-title">
        <h1 id="account-title" tabindex="-1">
          <span>{{ title() }}</span>
        </h1>
        <ng-content />
      </section>
      <div class="after"><ng-content select="[after]" /></div>
    </div>
  `,
  styleUrl: './account-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountPage {
  readonly title = input.required<string>();

  constructor() {
    const isFirst = !inject(Router).currentNavigation()?.previousNavigation;
    const place = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    if (!isFirst) afterNextRender(() => place.querySelector('h1')?.focus({ preventScroll: true }));
  }
}
