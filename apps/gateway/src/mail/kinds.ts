/** Every kind of mail, and the values that its text needs; links are whole https (or http) addresses. */
export interface MailValues {
  /** A new account's address is to be confirmed. */
  readonly 'confirm-email': { readonly name: string; readonly username: string; readonly link: string };
  /** The same by a six-digit code. */
  readonly 'confirm-code': { readonly code: string };
  readonly 'reset-password': { readonly name: string; readonly link: string };
  /** To the new address, which is to be confirmed. */
  readonly 'change-email': { readonly name: string; readonly link: string };
  /** To the old address. */
  readonly 'email-changed': { readonly name: string };
  readonly 'password-changed': { readonly name: string };
  /** Someone tried to register with an address that has an account. */
  readonly 'account-exists': { readonly link: string };
  /** `device`: what the browser says it is; `address`: where it came from. */
  readonly 'new-sign-in': { readonly name: string; readonly time: string; readonly device: string; readonly address: string };
  readonly 'second-factor-added': { readonly name: string };
  readonly 'second-factor-removed': { readonly name: string };
  readonly invitation: { readonly inviter: string; readonly workspace: string; readonly link: string };
  /** `date`: the day on which the account goes. */
  readonly 'deletion-requested': { readonly name: string; readonly date: string; readonly link: string };
}

export type MailKind = keyof MailValues;

/** A mail to one address, in the person's language. */
export type MailRequest = {
  readonly [Kind in MailKind]: { readonly kind: Kind; readonly to: string; readonly locale: string; readonly values: MailValues[Kind] };
}[MailKind];

/** Kinds whose body lets its reader into an account or a workspace. */
export const SECRET_KINDS: readonly MailKind[] = ['confirm-email', 'confirm-code', 'reset-password', 'change-email', 'invitation'];
