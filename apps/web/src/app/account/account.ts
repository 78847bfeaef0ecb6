import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../http/api';
import { Failure } from '../http/failure';
import type { Me, SignInOptions } from '@numera/contracts';

/** Who is signed in in this browser, as the server says it. */
@Injectable({ providedIn: 'root' })
export class Account {
  private readonly api = inject(Api);
  private readonly found = signal<Me | null | undefined>(undefined);
  private asked: Promise<void> | undefined;
  private options: Promise<SignInOptions> | undefined;

  /** Null: nobody is signed in; undefined: not known yet. */
  readonly me = this.found.asReadonly();
  readonly isAdministrator = computed(() => this.me()?.user.isAdministrator ?? false);
  /** Whether the present workspace is theirs to run. */
  readonly isWorkspaceAdmin = computed(() => this.me()?.workspace?.role === 'admin');
  /** Whether they share no workspace and have but one: such people need not meet the word. */
  readonly isAlone = computed(() => {
    const me = this.me();
    return !me?.workspace?.isShared && (me?.workspaces.length ?? 0) < 2;
  });

  /** Finds out once who is signed in; while nobody answers it stays unknown, and the next page asks again. */
  ready(): Promise<void> {
    this.asked ??= this.refresh().catch(() => {
      this.asked = undefined;
    });
    return this.asked;
  }

  /** Asks anew: after signing in, or when something about the person has changed. Rejects with a `Failure` when it cannot be found out. */
  async refresh(): Promise<void> {
    try {
      // Asked first because it is no error to have no session, and a page of a visitor should log none.
      const answer = await this.api.get<{ session?: object } | null>('/api/auth/get-session');
      this.found.set(answer?.session ? await this.api.get<Me>('/api/v1/me') : null);
    } catch (error) {
      if (!(error instanceof Failure && error.status === 401)) throw error;
      this.found.set(null);
    }
  }

  /** Which ways of signing in this installation has. */
  signInOptions(): Promise<SignInOptions> {
    this.options ??= this.api.get<SignInOptions>('/api/v1/sign-in-options').catch((error: unknown) => {
      this.options = undefined;
      throw error;
    });
    return this.options;
  }

  /** The ways of signing in have changed: there is an administrator now. */
  forgetOptions(): void {
    this.options = undefined;
  }

  /** The server no longer knows this browser. */
  forget(): void {
    this.found.set(null);
  }

  async signOut(): Promise<void> {
    await this.api.post('/api/auth/sign-out');
    this.forget();
  }

  /** Looks at another of one's workspaces. */
  async turnTo(workspaceId: string): Promise<void> {
    await this.api.put('/api/v1/me/workspace', { workspaceId });
    await this.refresh();
  }
}
