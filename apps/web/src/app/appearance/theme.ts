import { computed, DestroyRef, DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { recall, remember } from './memory';

/** Light or dark: the system's until the visitor chooses. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly chosen = signal(recall('theme'));
  private readonly isSystemDark = signal(false);
  readonly isDark = computed(() => {
    const chosen = this.chosen();
    return chosen === 'light' || chosen === 'dark' ? chosen === 'dark' : this.isSystemDark();
  });

  constructor() {
    const document = inject(DOCUMENT);
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = (): void => this.isSystemDark.set(system.matches);
    follow();
    system.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => system.removeEventListener('change', follow));
    effect(() => {
      const chosen = this.chosen();
      if (chosen) document.documentElement.dataset['theme'] = chosen;
    });
  }

  toggle(): void {
    const next = this.isDark() ? 'light' : 'dark';
    remember('theme', next);
    this.chosen.set(next);
  }
}
