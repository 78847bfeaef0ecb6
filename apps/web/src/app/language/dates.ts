import { computed, inject, Injectable } from '@angular/core';
import { Language } from './language';

/** Times as people read them, in the language of the page and the time zone of the browser. Called in templates: they follow the language. */
@Injectable({ providedIn: 'root' })
export class Dates {
  private readonly language = inject(Language);

  /** The browser's own kind of the language where it has one (`en-GB`): it knows how people here write a date. */
  private readonly locale = computed(
    () => navigator.languages.find((tag) => tag.split('-')[0] === this.language.code()) ?? this.language.code(),
  );

  day(iso: string): string {
    return new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium' }).format(new Date(iso));
  }

  moment(iso: string): string {
    return new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
  }
}
