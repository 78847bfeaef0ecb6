import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem';
import { hashPassword, verifyPassword } from './password-hash';
import { passwordFault, normalisePassword, type Surroundings } from './password-rules';
import { AccountRepository } from './repository';

/** Passwords that people choose, and the one they have. */
@Injectable()
export class PasswordCheck {
  /** Compared with where there is nothing to compare with. */
  private readonly decoy = hashPassword(randomUUID());

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

  /** Whether a normalised password is the one of an argon2id string; without one it takes as long, and is false. */
  async proves(password: string, hash: string | undefined): Promise<boolean> {
    const isRight = await verifyPassword({ hash: hash ?? (await this.decoy), password });
    return isRight && hash !== undefined;
  }

  /** Whether they sign in with a password here, and not elsewhere only. */
  async hasPassword(userId: string): Promise<boolean> {
    return (await this.accounts.passwordHash(userId)) !== null;
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
