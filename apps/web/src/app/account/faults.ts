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

type Fault = readonly [field: string, sentence: string];

/** Which field a refusal by the server is about, and the sentence that it gets, by its stable code. */
const FAULTS: Readonly<Record<string, Fault>> = {
  username_taken: ['username', 'form.fault.usernameTaken'],
  wrong_password: ['currentPassword', 'password.fault.wrong'],
  code_wrong: ['code', 'form.fault.code'],
  code_expired: ['code', 'form.fault.code'],
};
/** Why a password was not taken, by the reason that the server gives. */
const WEAKNESSES: Readonly<Record<string, string>> = {
  too_short: 'password.fault.least',
  too_long: 'password.fault.most',
  common: 'password.fault.common',
  about_you: 'password.fault.own',
};

/** The server's refusal as faults of fields, or null when it is about no field of the form. */
export function faultsOfFailure({ code, errors }: Failure): Faults | null {
  if (code === 'weak_password') return { newPassword: WEAKNESSES[errors[0]?.message ?? ''] ?? 'form.fault.other' };
  const found = FAULTS[code];
  return found ? { [found[0]]: found[1] } : null;
}
