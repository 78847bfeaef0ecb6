import { Injectable } from '@nestjs/common';
import type { AuditAction, ProviderChoice } from '@numera/contracts';
import { AuditTrail } from '../audit/trail';
import type { Caller } from '../http/caller';
import { Problem } from '../http/problem';
import { AccountEvents } from './events';
import { PasswordCheck } from './password-check';
import { passwordFault } from './password-rules';
import { PublicUrl } from './public-url';
import { AccountRepository } from './repository';

/** What goes on to better-auth, what follows when it succeeded, and what is said instead of its answer. */
interface FactorStep {
  readonly values: Readonly<Record<string, unknown>>;
  readonly after?: () => Promise<void>;
  readonly answer?: object;
}

const DONE = { status: true };
/** What the trail says of a path that succeeded. */
const ACTIONS: Readonly<Record<string, AuditAction>> = {
  'two-factor/generate-backup-codes': 'recovery-codes.renewed',
  'passkey/verify-registration': 'passkey.created',
  'passkey/update-passkey': 'passkey.renamed',
  'passkey/delete-passkey': 'passkey.deleted',
};

/** Our rules before better-auth's for second factors, passkeys and identity providers. */
@Injectable()
export class FactorSteps {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordCheck,
    private readonly url: PublicUrl,
    private readonly events: AccountEvents,
    private readonly trail: AuditTrail,
  ) {}

  async before(path: string, values: Readonly<Record<string, unknown>>, caller: Caller): Promise<FactorStep> {
    const after = this.recording(path, caller);
    switch (path) {
      case 'two-factor/enable':
      case 'two-factor/generate-backup-codes':
        return { values: this.withPassword(values), after };
      case 'two-factor/disable':
        await this.demandLongPassword(String(values['password']), caller);
        return { values: this.withPassword(values), answer: DONE, after: () => this.events.secondFactorChanged(caller, false) };
      case 'two-factor/verify-totp':
        return { values, answer: DONE, after: await this.enabling(caller) };
      case 'two-factor/verify-backup-code':
      case 'passkey/verify-authentication':
        return { values, answer: DONE };
      case 'sign-in/social':
        return { values: this.choice(values as ProviderChoice, '/', '/sign-in') };
      case 'link-social':
        return { values: this.choice(values as ProviderChoice, '/profile', '/profile') };
      default:
        return { values, after };
    }
  }

  private withPassword(values: Readonly<Record<string, unknown>>) {
    return { ...values, password: this.passwords.normalise(String(values['password'])) };
  }

  /** Alone, a password has to be longer than beside a second factor. */
  private async demandLongPassword(password: string, caller: Caller): Promise<void> {
    const user = caller.kind === 'person' ? await this.accounts.find(caller.userId) : null;
    if (user === null || passwordFault(this.passwords.normalise(password), user, false)?.reason !== 'too_short') return;
    throw new Problem(409, 'password_too_short', 'Choose a longer password first: this one is too short to stand alone.');
  }

  /** better-auth gets whole addresses, so that it need not guess what a path belongs to. */
  private choice({ provider, callbackURL, errorCallbackURL }: ProviderChoice, back: string, failed: string) {
    const { origin } = this.url;
    return {
      provider,
      callbackURL: origin + (callbackURL ?? back),
      errorCallbackURL: origin + (errorCallbackURL ?? failed),
      disableRedirect: true,
    };
  }

  private recording(path: string, caller: Caller): (() => Promise<void>) | undefined {
    const action = ACTIONS[path];
    if (action === undefined || caller.kind !== 'person') return undefined;
    return () => this.trail.record({ action, outcome: 'done', caller, target: { kind: 'user', id: caller.userId } });
  }

  /** The first right code of someone signed in enables the second factor. */
  private async enabling(caller: Caller): Promise<(() => Promise<void>) | undefined> {
    const user = caller.kind === 'person' ? await this.accounts.find(caller.userId) : null;
    if (user === null || user.twoFactorEnabled) return undefined;
    return () => this.events.secondFactorChanged(caller, true);
  }
}
