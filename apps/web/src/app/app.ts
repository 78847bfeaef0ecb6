import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Footer } from './shell/footer';
import { Header } from './shell/header';

@Component({
  selector: 'numera-root',
  imports: [RouterOutlet, TranslocoDirective, Header, Footer],
  template: `
    <ng-container *transloco="let t">
      <a class="skip" href="#content" (click)="skip($event, content)">{{ t('shell.skip') }}</a>
      <numera-header />
      <main id="content" tabindex="-1" #content><router-outlet /></main>
      <numera-footer />
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      min-height: 100dvh;
    }
    main {
      flex: 1;
      outline: none;
    }
    .skip {
      position: absolute;
      inset: 0.5rem auto auto 0.5rem;
      z-index: 10;
      padding: 0.6rem 1rem;
      border-radius: var(--radius);
      background: var(--marker);
      color: var(--marker-ink);
      font-weight: 650;
      translate: 0 -200%;
    }
    .skip:focus {
      translate: 0 0;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {
  /** A bare fragment would be resolved against the base address and lead home. */
  protected skip(event: Event, content: HTMLElement): void {
    event.preventDefault();
    content.focus();
  }
}
