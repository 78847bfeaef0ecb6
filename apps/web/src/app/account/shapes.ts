/** What a member may do in a workspace. */
export type Role = 'user' | 'reviewer' | 'admin' | 'service';

export interface WorkspaceMembership {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** The answer of `GET /api/v1/me`. */
export interface Me {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly emailVerified: boolean;
    readonly username: string | null;
    readonly isAdministrator: boolean;
    readonly twoFactorEnabled: boolean;
    readonly hasPassword: boolean;
    readonly locale: string;
    readonly trainingConsent: boolean;
    readonly deletionAt: string | null;
    readonly createdAt: string;
  };
  /** The one that this session looks at; null for who belongs to none. */
  readonly workspace: WorkspaceMembership | null;
  readonly workspaces: readonly WorkspaceMembership[];
  readonly session: { readonly id: string };
}

/** Someone else whom one may sign in with. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly kind: 'social' | 'oauth2';
}

/** The answer of `GET /api/v1/sign-in-options`. */
export interface SignInOptions {
  /** Whether images are read for people without an account. */
  readonly anonymous: boolean;
  readonly setupNeeded: boolean;
  /** Whether people may make an account by themselves. */
  readonly registration: boolean;
  readonly mail: 'smtp' | 'outbox';
  /** Whether this address is one on which sessions are safe. */
  readonly isSecure: boolean;
  readonly providers: readonly Provider[];
  readonly passkeys: boolean;
}

/** One browser that the person is signed in with. */
export interface SessionSummary {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly userAgent: string | null;
  readonly address: string | null;
}
