import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Account } from '../account';
import { Consent } from './consent';
import { Deletion } from './deletion';
import { Export } from './export';
import { LinkedProviders } from './linked-providers';
import { PasskeyList } from './passkey-list';
import { PasswordChange } from './password-change';
import { PersonalData } from './personal-data';
import { SecondFactorSettings } from './second-factor-settings';
import { Sessions } from './sessions';

/** The parts of the page, in its order; each is an anchor of its own. */
const SECTIONS = ['data', 'password', 'secondFactor', 'passkeys', 'providers', 'sessions', 'consent', 'export', 'deletion'] as const;

/** All that a person may see and change of their own account. */
@Component({
  selector: 'numera-profile',
  imports: [
    TranslocoDirective,
    RouterLink,
    Consent,
    Deletion,
    Export,
    LinkedProviders,
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
  /** From the address: why something that left this page sent the person back, and what it was: `provider`, or else the export. */
  readonly error = input<string>();
  readonly from = input<string>();
  protected readonly isFromProvider = computed(() => this.from() === 'provider');
  private readonly options = resource({ loader: () => this.account.signInOptions() });
  private readonly ways = computed(() => (this.options.hasValue() ? this.options.value() : null));
  protected readonly providers = computed(() => this.ways()?.providers ?? []);
  /** What this installation does not have is not spoken of. */
  protected readonly sections = computed(() => {
    const isThere: Partial<Record<(typeof SECTIONS)[number], boolean>> = {
      passkeys: this.ways()?.passkeys ?? false,
      providers: this.providers().length > 0,
    };
    return SECTIONS.filter((section) => isThere[section] ?? true);
  });

  protected retry(): void {
    void this.account.ready();
  }
}
