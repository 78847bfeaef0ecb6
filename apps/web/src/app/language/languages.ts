/** The languages of the page; each has a file of texts under `i18n/`. */
export const LANGUAGES = ['en', 'it'] as const;
export type LanguageCode = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<LanguageCode, string>> = { en: 'English', it: 'Italiano' };

/** The first of the wanted languages (`it-CH`, `en`, …) that the page speaks; English when it speaks none. */
export function chooseLanguage(wanted: readonly (string | null)[]): LanguageCode {
  for (const tag of wanted) {
    const code = tag?.toLowerCase().split('-')[0];
    const known = LANGUAGES.find((language) => language === code);
    if (known) return known;
  }
  return 'en';
}
