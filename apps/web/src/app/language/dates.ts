import { inject, Injectable } from '@angular/core';
import { Language } from './language';

/** Times as people read them, in the language of the page and the time zone of the browser. Called in templates: they follow the language. */
@Injectable({ providedIn: 'root' })
export class Dates {
  private readonly language = inject(Language);

  day(iso: string): string {
    return new Intl.DateTimeFormat(this.language.code(), { dateStyle: 'medium' }).format(new Date(iso));
  }

  moment(iso: string): string {
    return new Intl.DateTimeFormat(this.language.code(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
  }
}
