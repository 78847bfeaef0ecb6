import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, output } from '@angular/core';
import { Icon } from '../icon/icon';
import { valueOf } from './filters';

/** How long the keys rest before it is searched, ms: one question a word, not one a letter. */
const REST_MS = 300;

/** A field to search a list with; it searches by itself once the keys rest. */
@Component({
  selector: 'numera-search-field',
  imports: [Icon],
  template: `
    <label class="label" [for]="name()">{{ label() }}</label>
    <span>
      <numera-icon name="search" />
      <input
        type="search"
        autocomplete="off"
        spellcheck="false"
        maxlength="100"
        [id]="name()"
        [value]="value()"
        [placeholder]="hint()"
        (input)="type($event)"
        (change)="search($event)"
      />
    </span>
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.3rem;
      align-content: start;
    }
    span {
      position: relative;
    }
    numera-icon {
      position: absolute;
      inset: 0 auto 0 0.75rem;
      margin-block: auto;
      color: var(--ink-soft);
      pointer-events: none;
    }
    :host input[type='search'] {
      padding-inline-start: 2.4rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SearchField {
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly value = input('');
  readonly searched = output<string>();
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.rest));
  }

  protected type(event: Event): void {
    const value = valueOf(event).trim();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.searched.emit(value), REST_MS);
  }

  /** Enter, or leaving the field: at once. */
  protected search(event: Event): void {
    clearTimeout(this.rest);
    this.searched.emit(valueOf(event).trim());
  }
}
