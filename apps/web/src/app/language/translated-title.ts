import { effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Language } from './language';

/** The title of the window, from the route's key, in the language of the page. */
@Injectable({ providedIn: 'root' })
export class TranslatedTitle extends TitleStrategy {
  private readonly key = signal<string | null>(null);

  constructor() {
    super();
    const title = inject(Title);
    const texts = inject(TranslocoService);
    const language = inject(Language);
    effect(() => {
      const key = this.key();
      if (key) title.setTitle(texts.translate(key, {}, language.code()));
    });
  }

  override updateTitle(state: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(state) ?? null);
  }
}
