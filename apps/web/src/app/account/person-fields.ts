import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field } from '../forms/field';
import type { Faults } from '../forms/submission';

/** Who someone is: the fields that a new account and the first administrator's have in common. */
@Component({
  selector: 'numera-person-fields',
  imports: [TranslocoDirective, Field],
  template: `
    <ng-container *transloco="let t">
      <numera-field name="name" autocomplete="name" [label]="t('person.name')" [fault]="faults()['name']" [(value)]="name" />
      <numera-field
        name="username"
        autocomplete="username"
        [label]="t('person.username')"
        [hint]="t('person.usernameHint')"
        [fault]="faults()['username']"
        [maxlength]="30"
        [(value)]="username"
      />
      <numera-field
        name="email"
        type="email"
        autocomplete="email"
        [label]="t('person.email')"
        [fault]="faults()['email']"
        [(value)]="email"
      />
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 1.1rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PersonFields {
  readonly name = model('');
  readonly username = model('');
  readonly email = model('');
  readonly faults = input.required<Faults>();
}
