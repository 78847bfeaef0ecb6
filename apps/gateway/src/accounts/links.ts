import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@numera/prisma';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { CLOCK, DATABASE, type Clock } from '../platform/tokens';
import { LINK_SECONDS } from './better-auth';

const content = z.object({ userId: z.uuid(), newEmail: z.string().optional() });
/** Between better-auth's part of a token, a JSON Web Token, and ours; neither has it. */
const SEPARATOR = '~';

/** Whose a link is; with `newEmail` it changes the address. */
export type Link = z.infer<typeof content>;

/**
 * Links that confirm an address. better-auth's are sealed but may be opened again and again; a row for each makes them single-use. Rows hold
 * digests only.
 */
@Injectable()
export class Links {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps a link and returns what to send: two of better-auth's for one address within a second are the same, so a part of our own follows. */
  async add(sealed: string, link: Link): Promise<string> {
    const token = `${sealed}${SEPARATOR}${randomBytes(9).toString('base64url')}`;
    const expiresAt = new Date(this.clock().getTime() + LINK_SECONDS * 1000);
    const identifier = identifierOf(token);
    await this.database.verification.create({ data: { id: uuidv7(), identifier, value: JSON.stringify(link), expiresAt } });
    return token;
  }

  /** better-auth's part of a token. */
  static sealed(token: string): string {
    const [sealed = ''] = token.split(SEPARATOR, 1);
    return sealed;
  }

  async find(token: string): Promise<Link | null> {
    const row = await this.database.verification.findFirst({ where: this.alive(identifierOf(token)) });
    return row === null ? null : content.parse(JSON.parse(row.value));
  }

  /** Uses a link up; false when someone else was faster. */
  async use(token: string): Promise<boolean> {
    return (await this.database.verification.deleteMany({ where: this.alive(identifierOf(token)) })).count === 1;
  }

  /** Whose password a link of better-auth resets; it stays as it is. */
  async resetOf(token: string): Promise<string | null> {
    const identifier = digest(`reset-password:${token}`);
    return (await this.database.verification.findFirst({ where: this.alive(identifier) }))?.value ?? null;
  }

  /** A link of the same kind that nobody asked better-auth for. */
  async addReset(token: string, userId: string, expiresAt: Date): Promise<void> {
    const identifier = digest(`reset-password:${token}`);
    await this.database.verification.create({ data: { id: uuidv7(), identifier, value: userId, expiresAt } });
  }

  async forgetCodes(email: string): Promise<void> {
    await this.database.verification.deleteMany({ where: { identifier: `email-verification-otp-${email.toLowerCase()}` } });
  }

  private alive(identifier: string) {
    return { identifier, expiresAt: { gt: this.clock() } };
  }
}

function identifierOf(token: string): string {
  return `link:${digest(token)}`;
}

/** As better-auth stores identifiers: SHA-256, base64url. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
