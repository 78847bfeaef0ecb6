import { en } from './en';
import { it } from './it';
import type { MailLanguage } from './text';

/** The languages of mails: those of the pages. */
export const MAIL_LANGUAGES: readonly MailLanguage[] = [en, it];

/** The language of a tag such as `it-CH`; English when mails do not speak it. */
export function languageOf(locale: string): MailLanguage {
  const code = locale.toLowerCase().split('-')[0];
  return MAIL_LANGUAGES.find((language) => language.code === code) ?? en;
}
