import type { Faults } from '../forms/submission';
import type { Failure } from '../http/failure';
import { passwordRules } from './password-rules';

/** What people write about themselves when they make an account. */
export interface Person {
  readonly name: string;
  readonly username: string;
  readonly email: string;
}

const USERNAME = /^[a-z0-9_.]{3,30}$/i;
/** As a browser checks it, roughly: the mail that arrives is the real check. */
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** What is wrong with a name, user name and address as written; only of those that are given. */
export function faultsOfPerson({ name, username, email }: Partial<Person>): Faults {
  return {
    ...(name?.trim() === '' && { name: 'form.fault.required' }),
    ...(username !== undefined && !USERNAME.test(username.trim()) && { username: 'form.fault.username' }),
    ...(email !== undefined && !EMAIL.test(email.trim()) && { email: 'form.fault.email' }),
  };
}

/** What is wrong with a new password and its repetition. */
export function faultsOfPassword(password: string, repeated: string, least: number, words: readonly string[]): Faults {
  const unmet = passwordRules(password, least, words).find(({ isMet }) => !isMet);
  return {
    ...(unmet && { newPassword: `password.fault.${unmet.name}` }),
    ...(!unmet && repeated !== password && { repeated: 'password.fault.repeated' }),
  };
}

/** Which field a refusal by the server is about, by its stable code. */
const FIELD_OF: Readonly<Record<string, readonly [field: string, sentence: string]>> = {
  username_is_already_taken: ['username', 'form.fault.usernameTaken'],
  invalid_username: ['username', 'form.fault.username'],
  username_too_short: ['username', 'form.fault.username'],
  username_too_long: ['username', 'form.fault.username'],
  invalid_email: ['email', 'form.fault.email'],
  password_too_short: ['newPassword', 'password.fault.least'],
  password_too_long: ['newPassword', 'password.fault.most'],
  password_common: ['newPassword', 'password.fault.common'],
  password_context: ['newPassword', 'password.fault.own'],
  invalid_password: ['currentPassword', 'password.fault.wrong'],
  invalid_otp: ['code', 'form.fault.code'],
  otp_expired: ['code', 'form.fault.code'],
  invalid_code: ['code', 'form.fault.code'],
  invalid_backup_code: ['code', 'form.fault.recoveryCode'],
};

/** The server's refusal as faults of fields, or null when it is about no field of the form. */
export function faultsOfFailure({ code }: Failure): Faults | null {
  const found = FIELD_OF[code];
  return found ? { [found[0]]: found[1] } : null;
}
