import { booleanAttribute, ChangeDetectionStrategy, Component, computed, input, model, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** A labelled line to write in, with a hint below it or, once it was refused, the reason. A password can be shown. */
@Component({
  selector: 'numera-field',
  imports: [TranslocoDirective],
  templateUrl: './field.html',
  styleUrl: './field.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Field {
  /** The name that the browser and password managers know it by; also its id. */
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly type = input<'text' | 'email' | 'password' | 'search' | 'date'>('text');
  readonly autocomplete = input('off');
  readonly hint = input('');
  /** Key of the sentence that says what is wrong with it. */
  readonly fault = input<string | undefined>();
  readonly maxlength = input(200);
  /** For numbers that are not amounts: digits only, in figures of one width. */
  readonly isCode = input(false, { transform: booleanAttribute });
  readonly isOptional = input(false, { transform: booleanAttribute });
  readonly value = model('');
  protected readonly isShown = signal(false);
  protected readonly shownType = computed(() => (this.type() === 'password' && this.isShown() ? 'text' : this.type()));

  protected take(event: Event): void {
    this.value.set((event.target as HTMLInputElement).value);
  }
}
