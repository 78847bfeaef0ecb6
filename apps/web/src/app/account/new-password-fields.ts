import { booleanAttribute, ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field } from '../forms/field';
import type { Faults } from '../forms/submission';
import { Icon } from '../icon/icon';
import { LEAST, passwordRules } from './password-rules';

/** A new password and its repetition, with the rules shown as they are met. */
@Component({
  selector: 'numera-new-password-fields',
  imports: [TranslocoDirective, Field, Icon],
  template: `
    <ng-container *transloco="let t">
      <numera-field
        name="newPassword"
        type="password"
        autocomplete="new-password"
        [label]="t(isChange() ? 'password.new' : 'password.label')"
        [fault]="faults()['newPassword']"
        [(value)]="password"
      />
      <ul>
        @for (rule of rules(); track rule.name) {
          <li [class.met]="rule.isMet">
            <numera-icon [name]="rule.isMet ? 'accept' : 'dot'" />
            {{ t('password.rule.' + rule.name, { least: least() }) }}
            <span class="visually-hidden">{{ t(rule.isMet ? 'password.met' : 'password.unmet') }}</span>
          </li>
        }
      </ul>
      <numera-field
        name="repeated"
        type="password"
        autocomplete="new-password"
        [label]="t('password.repeat')"
        [fault]="faults()['repeated']"
        [(value)]="repeated"
      />
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 1.1rem;
    }
    ul {
      display: grid;
      gap: 0.15rem;
      margin-block-start: -0.6rem;
      list-style: none;
      color: var(--ink-soft);
      font-size: 0.9375rem;
    }
    li {
      display: flex;
      align-items: center;
      gap: 0.4rem;
    }
    .met {
      color: var(--accept);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewPasswordFields {
  readonly password = model('');
  readonly repeated = model('');
  readonly faults = input.required<Faults>();
  readonly least = input<number>(LEAST.alone);
  /** What an attacker who knows the person tries first. */
  readonly words = input<readonly string[]>([]);
  readonly isChange = input(false, { transform: booleanAttribute });
  /** The upper limit is told only to those who reach it. */
  protected readonly rules = computed(() =>
    passwordRules(this.password(), this.least(), this.words()).filter(({ name, isMet }) => name !== 'most' || !isMet),
  );
}
