import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field } from '../forms/field';
import { Form } from '../forms/form';
import { Refusal } from '../forms/refusal';
import { Submission } from '../forms/submission';
import { Failure } from '../http/failure';
import { Icon } from '../icon/icon';
import { Account } from './account';
import { AccountPage } from './account-page';
import { handedOver } from './handed-over';
import { Passkeys } from './passkeys';
import { returnAddress } from './return-address';
import { type Provider, SignIns } from './sign-ins';

/** What else than a provider's failure people are sent here with. */
const TOLD = ['account_not_linked', 'unauthenticated'] as const;

/** By password, passkey or another provider, whichever this installation and this browser have. */
@Component({
  selector: 'numera-sign-in',
  imports: [TranslocoDirective, RouterLink, MatButton, MatProgressBar, AccountPage, Field, Form, Icon, Refusal],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignIn {
  private readonly account = inject(Account);
  private readonly signIns = inject(SignIns);
  private readonly passkeys = inject(Passkeys);
  private readonly router = inject(Router);
  private readonly before = handedOver();
  /** From the address: the page to come back to, and why a provider or a link to a file sent the person here. */
  readonly return = input<string>();
  readonly error = input<string>();

  protected readonly notice = this.before.notice;
  protected readonly form = new Submission();
  /** What to tell: of the last try here, else of the one that the person was sent here from. */
  protected readonly failure = computed(() => {
    const error = this.error();
    const sentBack = error === undefined ? null : new Failure(TOLD.find((code) => code === error) ?? 'provider_failed', 0);
    return this.form.failure() ?? (this.form.isBusy() ? null : sentBack);
  });
  protected readonly identifier = signal(this.before.email ?? '');
  protected readonly password = signal('');
  protected readonly asked = resource({ loader: () => this.account.signInOptions() });
  /** Null while they are not known; the form stands then too, as the server may have them by the time it is sent. */
  protected readonly options = computed(() => (this.asked.hasValue() ? this.asked.value() : null));
  protected readonly hasPasskeys = computed(() => this.passkeys.areThere && (this.options()?.passkeys ?? false));
  protected readonly providers = computed(() => this.options()?.providers ?? []);

  protected async signIn(): Promise<void> {
    const [identifier, password] = [this.identifier().trim(), this.password()];
    const faults = {
      ...(!identifier && { identifier: 'form.fault.required' }),
      ...(!password && { password: 'form.fault.required' }),
    };
    let isHalf = false;
    const isIn = await this.form.send(async () => {
      isHalf = await this.signIns.withPassword(identifier, password);
      if (!isHalf) await this.account.refresh();
    }, faults);
    if (isIn) await this.arrive(isHalf);
    else if (this.form.failure()?.code === 'email_not_confirmed') await this.confirmFirst(identifier);
  }

  protected async usePasskey(): Promise<void> {
    const isIn = await this.form.send(async () => {
      await this.passkeys.signIn();
      await this.account.refresh();
    });
    if (isIn) await this.arrive(false);
  }

  protected async use(provider: Provider): Promise<void> {
    await this.form.send(() => this.signIns.leaveFor(provider, returnAddress(this.return())));
  }

  private async arrive(isHalf: boolean): Promise<void> {
    if (isHalf) await this.router.navigate(['/second-factor'], { queryParamsHandling: 'preserve' });
    else await this.router.navigateByUrl(returnAddress(this.return()));
  }

  /** The password was right, so the address may be spoken of. */
  private async confirmFirst(identifier: string): Promise<void> {
    await this.router.navigate(['/confirm'], {
      queryParamsHandling: 'preserve',
      state: { ...(identifier.includes('@') && { email: identifier }), notice: 'unconfirmed' },
    });
  }
}
