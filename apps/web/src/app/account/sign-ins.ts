import { DOCUMENT, inject, Injectable } from '@angular/core';
import type { SignInOptions } from '@numera/contracts';
import { Api } from '../http/api';

/** Someone else whom one may sign in with. */
export type Provider = SignInOptions['providers'][number];

/** The ways of signing in that need nothing of the browser but requests. */
@Injectable({ providedIn: 'root' })
export class SignIns {
  private readonly api = inject(Api);
  private readonly document = inject(DOCUMENT);

  /** By address or user name; says whether a second factor is asked for before the session starts. */
  async withPassword(identifier: string, password: string): Promise<boolean> {
    const answer = identifier.includes('@')
      ? await this.api.post<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/email', { email: identifier, password })
      : await this.api.post<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/username', { username: identifier, password });
    return answer.twoFactorRedirect === true;
  }

  /** Leaves for the provider's own page, which sends the person back to `address`, or to the sign-in page with an error. */
  leaveFor({ id }: Provider, address: string): Promise<void> {
    return this.leave('/api/auth/sign-in/social', { provider: id, callbackURL: address, errorCallbackURL: '/sign-in' });
  }

  /** Leaves for the provider's own page to link it; the person comes back to their profile, with an error where it failed. */
  link({ id }: Provider): Promise<void> {
    return this.leave('/api/auth/link-social', { provider: id, callbackURL: '/profile', errorCallbackURL: '/profile?from=provider' });
  }

  private async leave(path: string, choice: { provider: string; callbackURL: string; errorCallbackURL: string }): Promise<void> {
    const { url } = await this.api.post<{ url: string }>(path, choice);
    this.document.location.assign(url);
  }
}
