import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem';
import { verifyPassword } from './password-hash';
import { passwordFault, normalisePassword, type Surroundings } from './password-rules';
import { AccountRepository } from './repository';

/** Passwords that people choose, and the one they have. */
@Injectable()
export class PasswordCheck {
  constructor(private readonly accounts: AccountRepository) {}

  normalise(password: string): string {
    return normalisePassword(password);
  }

  /** The password as it is hashed. Throws 400 `weak_password` with the reason. */
  accept(password: string, about: Surroundings, hasSecondFactor: boolean): string {
    const normal = normalisePassword(password);
    const fault = passwordFault(normal, about, hasSecondFactor);
    if (fault === null) return normal;
    throw new Problem(400, 'weak_password', fault.sentence, { errors: [{ path: 'password', message: fault.reason }] });
  }

  /** Throws 403 `wrong_password` unless it is the person's; who has none passes, having no other proof than the session. */
  async confirm(userId: string, password: string | undefined): Promise<void> {
    const hash = await this.accounts.passwordHash(userId);
    if (hash === null) return;
    if (password === undefined || !(await verifyPassword({ hash, password: normalisePassword(password) }))) {
      throw new Problem(403, 'wrong_password', 'The password is wrong.');
    }
  }
}
