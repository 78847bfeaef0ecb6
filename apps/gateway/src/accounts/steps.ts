import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@numera/config';
import type {
  codeRequest,
  emailChange,
  passwordChange,
  passwordReset,
  profileChange,
  signInByEmail,
  signInByUsername,
  signUp,
} from '@numera/contracts';
import type { z } from 'zod';
import type { Caller } from '../http/caller';
import { Problem } from '../http/problem';
import { CLOCK, CONFIG, type Clock } from '../platform/tokens';
import { deadLink, wrongCredentials } from './answers';
import { currentCourse } from './course';
import { AccountEvents } from './events';
import { FactorSteps } from './factor-steps';
import { Links } from './links';
import { PasswordCheck } from './password-check';
import { hashPassword } from './password-hash';
import type { AuthPathName } from './paths';
import { AccountRepository, type AccountSummary, type Credentials } from './repository';
import type { RequestContent } from './requests/repository';
import { freeUsername } from './usernames';

/** What goes on to better-auth. */
export interface Forwarded {
  readonly values: Readonly<Record<string, unknown>>;
  /** Another path than the one that was asked for. */
  readonly path?: AuthPathName;
  /** What follows when it succeeded. */
  readonly after?: () => Promise<void>;
  /** Said instead of better-auth's answer. */
  readonly answer?: object;
}

/** A registration as it is kept until it is done. */
type AcceptedSignUp = Omit<z.output<typeof signUp>, 'password'> & { readonly passwordHash: string };

const DONE = { status: true };

/** Our rules before better-auth's: passwords, who may register, links that are used once. */
@Injectable()
export class AuthSteps {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordCheck,
    private readonly factors: FactorSteps,
    private readonly links: Links,
    private readonly events: AccountEvents,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What is kept of a request that is answered before it is done. Refuses only what has nothing to do with who has an account; the password is
   * hashed in any case.
   */
  async accept(path: string, values: unknown): Promise<RequestContent> {
    if ((path as AuthPathName) !== 'sign-up/email') return values as RequestContent;
    const { password, ...rest } = values as z.output<typeof signUp>;
    if (this.config.NUMERA_REGISTRATION === 'off' && !(await this.accounts.isInvited(rest.email, this.clock()))) {
      throw new Problem(403, 'registration_closed', 'Accounts are made by invitation here.');
    }
    return { ...rest, passwordHash: await hashPassword(this.passwords.accept(password, rest, false)) };
  }

  /** `values` were parsed by the path's shape, or come from `accept`. */
  before(path: string, values: unknown, caller: Caller): Promise<Forwarded> | Forwarded {
    switch (path as AuthPathName) {
      case 'sign-up/email':
        return this.signUp(values as AcceptedSignUp);
      case 'sign-in/email':
        return this.signInByEmail(values as z.output<typeof signInByEmail>);
      case 'sign-in/username':
        return this.signInByUsername(values as z.output<typeof signInByUsername>);
      case 'verify-email':
        return this.verifyEmail(values as { token: string }, caller);
      case 'email-otp/send-verification-otp':
        return this.sendCode(values as z.output<typeof codeRequest>);
      case 'email-otp/verify-email':
        return { values: values as Record<string, unknown>, answer: DONE };
      case 'reset-password':
        return this.resetPassword(values as z.output<typeof passwordReset>);
      case 'change-password':
        return this.changePassword(values as z.output<typeof passwordChange>, caller);
      case 'change-email':
        return this.changeEmail(values as z.output<typeof emailChange>, caller);
      case 'update-user':
        return this.changeProfile(values as z.output<typeof profileChange>, caller);
      case 'sign-out':
        return { values: {}, answer: DONE, after: () => this.events.signedOut(caller) };
      default:
        return this.factors.before(path, values as Record<string, unknown>, caller);
    }
  }

  private async signUp({ name, email, username, passwordHash, locale }: AcceptedSignUp): Promise<Forwarded> {
    await this.events.replaced(await this.accounts.deleteUnconfirmed(email));
    const free = await freeUsername(username, (candidate) => this.accounts.findByUsername(candidate));
    // better-auth wants a password; what it keeps is the hash (`better-auth.ts`).
    return { values: { name, email, password: passwordHash, username: free.toLowerCase(), displayUsername: free, locale: locale ?? 'en' } };
  }

  private async signInByEmail({ email, password }: z.output<typeof signInByEmail>): Promise<Forwarded> {
    return this.signIn(await this.accounts.credentialsOfEmail(email), password);
  }

  private async signInByUsername({ username, password }: z.output<typeof signInByUsername>): Promise<Forwarded> {
    return this.signIn(await this.accounts.credentialsOfUsername(username), password);
  }

  /**
   * The password is looked at here, with the same query and the same argon2 for a name that nobody has: better-auth, which does more where there
   * is an account, hears of right ones only.
   */
  private async signIn(credentials: Credentials | null, password: string): Promise<Forwarded> {
    const normal = this.passwords.normalise(password);
    if (!(await this.passwords.proves(normal, credentials?.hash)) || credentials === null) {
      throw wrongCredentials();
    }
    currentCourse().provenHash = credentials.hash;
    return { path: 'sign-in/email', values: { email: credentials.email, password: normal } };
  }

  /** The link is used up first. One for a new address needs its person signed in: a mailbox alone opens no account. */
  private async verifyEmail({ token }: { token: string }, caller: Caller): Promise<Forwarded> {
    const link = await this.links.find(token);
    const isOther = caller.kind !== 'person' || caller.userId !== link?.userId;
    if (link?.newEmail !== undefined && isOther) throw new Problem(401, 'unauthenticated', 'Sign in first, then open the link again.');
    if (link === null || !(await this.links.use(token))) throw deadLink();
    const before = await this.accounts.find(link.userId);
    if (before === null || (link.newEmail !== undefined && (await this.accounts.findByEmail(link.newEmail)) !== null)) throw deadLink();
    const { newEmail } = link;
    const after = newEmail === undefined ? undefined : () => this.events.emailChanged(before, newEmail);
    return { values: { token: Links.sealed(token) }, answer: DONE, after };
  }

  /** An earlier code dies, and its tries with it. */
  private async sendCode(values: z.output<typeof codeRequest>): Promise<Forwarded> {
    await this.links.forgetCodes(values.email);
    return { values };
  }

  private async resetPassword({ token, newPassword }: z.output<typeof passwordReset>): Promise<Forwarded> {
    const userId = await this.links.resetOf(token);
    const user = userId === null ? null : await this.accounts.find(userId);
    if (user === null) throw deadLink();
    return { values: { token, newPassword: this.passwords.accept(newPassword, user, user.twoFactorEnabled) } };
  }

  /** Ends all sessions of the person and begins a new one here. */
  private async changePassword({ currentPassword, newPassword }: z.output<typeof passwordChange>, caller: Caller): Promise<Forwarded> {
    const user = await this.userOf(caller);
    const accepted = this.passwords.accept(newPassword, user, user.twoFactorEnabled);
    const values = { currentPassword: this.passwords.normalise(currentPassword), newPassword: accepted, revokeOtherSessions: true };
    return { values, answer: DONE, after: () => this.events.passwordChanged(user) };
  }

  private async changeEmail({ newEmail, password }: z.output<typeof emailChange>, caller: Caller): Promise<Forwarded> {
    const user = await this.userOf(caller);
    await this.passwords.confirm(user.id, password);
    return { values: { newEmail }, answer: DONE };
  }

  private async changeProfile({ name, username }: z.output<typeof profileChange>, caller: Caller): Promise<Forwarded> {
    const user = await this.userOf(caller);
    const owner = username === undefined ? null : await this.accounts.findByUsername(username);
    if (owner !== null && owner.id !== user.id) throw new Problem(409, 'username_taken', 'Someone else has this username.');
    const change = { ...(name === undefined ? {} : { name }), ...(username === undefined ? {} : { username }) };
    const values = { name, username: username?.toLowerCase(), displayUsername: username };
    return { values, answer: DONE, after: () => this.events.profileChanged(user, change) };
  }

  private async userOf(caller: Caller): Promise<AccountSummary> {
    const user = caller.kind === 'person' ? await this.accounts.find(caller.userId) : null;
    if (user === null) throw new Problem(401, 'unauthenticated', 'Sign in first.');
    return user;
  }
}
