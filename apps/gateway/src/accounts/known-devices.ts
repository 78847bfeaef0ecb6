import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { browserOf } from '@numera/contracts';
import { Prisma, type Database } from '@numera/prisma';
import { neighbourhoodOf } from '../audit/personal';
import { CLOCK, DATABASE, SECRET, type Clock } from '../platform/tokens';

/** How long a browser or a network is known after it was last seen, ms. */
const KNOWN_MS = 180 * 86_400_000;

/** From which kinds of browser and which networks people have signed in. Rows hold digests under NUMERA_SECRET, and go with the person. */
@Injectable()
export class KnownDevices {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SECRET) private readonly secret: string,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Remembers both. True where one of them is new to an account that was signed in to before. */
  async meet(userId: string, userAgent: string, address: string): Promise<boolean> {
    const kind = `browser ${kindOf(userAgent)}`;
    const [browser, network] = [this.digest(userId, kind), this.digest(userId, `network ${neighbourhoodOf(address)}`)];
    const now = this.clock();
    const [found] = await this.database.$queryRaw<{ all: number; known: number }[]>(Prisma.sql`
      WITH added AS (
        INSERT INTO known_devices (user_id, digest, seen_at)
        VALUES (${userId}::uuid, ${browser}, ${now}::timestamptz), (${userId}::uuid, ${network}, ${now}::timestamptz)
        ON CONFLICT (user_id, digest) DO UPDATE SET seen_at = excluded.seen_at)
      SELECT count(*)::int AS "all", count(*) FILTER (WHERE digest IN (${browser}, ${network}))::int AS known
      FROM known_devices WHERE user_id = ${userId}::uuid`);
    return found !== undefined && found.all > 0 && found.known < 2;
  }

  /** Forgets what was not seen for long. */
  async clean(): Promise<void> {
    await this.database.knownDevice.deleteMany({ where: { seenAt: { lt: new Date(this.clock().getTime() - KNOWN_MS) } } });
  }

  private digest(userId: string, text: string): string {
    return createHmac('sha256', this.secret).update(`${userId} ${text}`).digest('base64url');
  }
}

/** What of a User-Agent header stays when the browser or the system is brought up to date. */
function kindOf(userAgent: string): string {
  const known = browserOf(userAgent);
  return known === null ? userAgent.replace(/[\d._]+/g, '').slice(0, 200) : `${known.browser} ${known.system ?? ''}`;
}
