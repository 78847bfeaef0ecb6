import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { recall, remember } from '../appearance/memory';
import { chooseLanguage, type LanguageCode } from './languages';

/** The language of the page: the one chosen before, else the browser's. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly texts = inject(TranslocoService);
  private readonly document = inject(DOCUMENT);
  private readonly chosen = signal<LanguageCode>(chooseLanguage([recall('language'), ...navigator.languages]));
  readonly code = this.chosen.asReadonly();
  /** Settles once the first language's texts are there. */
  readonly ready = this.speak(this.chosen());

  async choose(language: LanguageCode): Promise<void> {
    remember('language', language);
    await this.speak(language);
  }

  /** The texts are loaded first: a screen half in one language helps nobody. */
  private async speak(language: LanguageCode): Promise<void> {
    await firstValueFrom(this.texts.load(language));
    this.texts.setActiveLang(language);
    this.chosen.set(language);
    this.document.documentElement.lang = language;
  }
}
