import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import { type ApplicationConfig, inject, isDevMode, provideAppInitializer, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideRouter, TitleStrategy, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';
import { routes } from './app.routes';
import { inOurLanguage, signInAgain } from './http/interceptors';
import { Language } from './language/language';
import { LANGUAGES } from './language/languages';
import { TranslatedTitle } from './language/translated-title';
import { TranslationFiles } from './language/translation-files';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withFetch(), withInterceptors([inOurLanguage, signInAgain])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ anchorScrolling: 'enabled', scrollPositionRestoration: 'top' }),
    ),
    provideTransloco({
      config: { availableLangs: [...LANGUAGES], defaultLang: 'en', fallbackLang: 'en', reRenderOnLangChange: true, prodMode: !isDevMode() },
      loader: TranslationFiles,
    }),
    { provide: TitleStrategy, useExisting: TranslatedTitle },
    // The first page is shown in its language at once, not in none.
    provideAppInitializer(() => inject(Language).ready),
  ],
};
