import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Account } from '../account';
import { Consent } from './consent';
import { Deletion } from './deletion';
import { Export } from './export';
import { PasskeyList } from './passkey-list';
import { PasswordChange } from './password-change';
import { PersonalData } from './personal-data';
import { SecondFactorSettings } from './second-factor-settings';
import { Sessions } from './sessions';

/** The parts of the page, in its order; each is an anchor of its own. */
const SECTIONS = ['data', 'password', 'secondFactor', 'passkeys', 'sessions', 'consent', 'export', 'deletion'] as const;

/** All that a person may see and change of their own account. */
@Component({
  selector: 'numera-profile',
  imports: [
    TranslocoDirective,
    RouterLink,
    Consent,
    Deletion,
    Export,
    PasskeyList,
    PasswordChange,
    PersonalData,
    SecondFactorSettings,
    Sessions,
  ],
  templateUrl: './profile.html',
  styleUrl: './profile.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Profile {
  protected readonly account = inject(Account);
  /** Why the export came to nothing, when its link has led back here. */
  readonly error = input<string>();
  private readonly options = resource({ loader: () => this.account.signInOptions() });
  protected readonly sections = computed(() => {
    const hasPasskeys = this.options.hasValue() && this.options.value().passkeys;
    return SECTIONS.filter((section) => section !== 'passkeys' || hasPasskeys);
  });

  protected retry(): void {
    void this.account.ready();
  }
}
