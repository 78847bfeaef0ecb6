import { afterNextRender, Directive, effect, ElementRef, inject, Injector, input, output } from '@angular/core';
import type { Submission } from './submission';

/** A form that our own code sends: after a refusal the focus goes to the first field that is wrong, else to the message. */
@Directive({
  selector: 'form[numeraForm]',
  host: { novalidate: '', '(submit)': 'submit($event)', '[attr.aria-busy]': 'submission().isBusy()' },
})
export class Form {
  readonly submission = input.required<Submission>({ alias: 'numeraForm' });
  readonly asked = output();
  private readonly place = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    const injector = inject(Injector);
    effect(() => {
      if (this.submission().refusals() === 0) return;
      afterNextRender(() => this.place.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus(), { injector });
    });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.asked.emit();
  }
}
