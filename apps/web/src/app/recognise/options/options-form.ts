import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Language } from '../../language/language';
import { Session } from '../session';
import { ANY_LAYOUT, CHECKSUMS, type Constraint, CONSTRAINTS, MODES, type Options, POSTCODES, TURNS, unasked } from './options';
import { wrongFields } from './problems';

/** How the picture is to be read, and what is known of its number beforehand; folded away until it is wanted. */
@Component({
  selector: 'numera-options-form',
  imports: [TranslocoDirective, MatButton],
  templateUrl: './options-form.html',
  styleUrl: './options-form.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OptionsForm {
  protected readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly place = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly fold = viewChild<ElementRef<HTMLDetailsElement>>('fold');
  readonly isUnfolded = signal(false);
  protected readonly modes = MODES;
  protected readonly turns = TURNS;
  protected readonly checksums = CHECKSUMS;
  protected readonly postcodes = POSTCODES;
  protected readonly options = this.session.options;
  protected readonly isNumber = computed(() => this.session.layout() === 'auto');
  /** How many options differ from what happens anyway, among those that are in sight. */
  protected readonly count = computed(() => {
    const options = this.options();
    const inSight = [...ANY_LAYOUT, ...(this.isNumber() ? CONSTRAINTS : [])];
    return inSight.filter((name) => options[name] !== unasked[name]).length;
  });
  protected readonly countries = computed(() => {
    const language = this.language.code();
    const names = new Intl.DisplayNames([language], { type: 'region' });
    return POSTCODES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) => a.name.localeCompare(b.name, language));
  });

  /** Unfolds, and leads to the first field that was refused. */
  lead(): void {
    const [first] = this.session.wrongFields();
    const fold = this.fold()?.nativeElement;
    if (!first || !fold) return;
    fold.open = true;
    this.place.querySelector<HTMLElement>(`#${first}`)?.focus();
  }

  protected set(changed: Partial<Options>): void {
    this.session.ask({ ...this.options(), ...changed });
  }

  protected textOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  /** What was chosen in a list of these. */
  protected chosen<Choice extends string>(choices: readonly Choice[], event: Event): Choice | undefined {
    const { value } = event.target as HTMLSelectElement;
    return choices.find((choice) => choice === value);
  }

  protected isWrong(name: Constraint): boolean {
    return this.session.wrongFields().includes(name);
  }

  /** What is wrong with a field: what it says, or that another condition says otherwise. */
  protected fault(name: Constraint): Constraint | 'together' {
    return wrongFields(this.options()).includes(name) ? name : 'together';
  }

  protected reset(): void {
    this.set(unasked);
  }
}
