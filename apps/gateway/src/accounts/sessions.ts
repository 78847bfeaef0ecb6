import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@numera/config';
import type { Request } from 'express';
import type { Person } from '../http/caller';
import { Problem } from '../http/problem';
import { CLOCK, CONFIG, SECRET, type Clock } from '../platform/tokens';
import { isCrossSite } from './origins';
import { PublicUrl } from './public-url';
import { sessionCookie, sessionToken } from './session-cookie';
import { SessionRepository } from './session-repository';

/** A session's row is written at most this often: most requests only read it. */
const TOUCH_MS = 60_000;
/** For who belongs to no workspace: one that nothing is in. */
export const NO_WORKSPACE = '00000000-0000-0000-0000-000000000000';

/** Who a session's cookie says that a request comes from. */
@Injectable()
export class Sessions {
  constructor(
    private readonly repository: SessionRepository,
    private readonly url: PublicUrl,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SECRET) private readonly secret: string,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The person signed in; null without a session that may be used. Throws 403 `cross_site` where another site's page sent the request. */
  async personOf(request: Request): Promise<Person | null> {
    const { name } = sessionCookie(this.config);
    const token = sessionToken(request.headers.cookie, name, this.secret);
    if (token === null) return null;
    this.refuseCrossSite(request, true);
    const now = this.clock();
    const session = await this.repository.find(token, now, new Date(now.getTime() - this.config.NUMERA_SESSION_MS));
    if (session === null) return null;
    if (now.getTime() - session.updatedAt.getTime() > TOUCH_MS) await this.touch(session, now);
    return {
      kind: 'person',
      userId: session.userId,
      sessionId: session.id,
      workspaceId: session.workspaceId ?? NO_WORKSPACE,
      role: session.role ?? 'service',
      isAdministrator: session.isAdministrator,
    };
  }

  refuseCrossSite(request: Request, isCookieSent: boolean): void {
    const { origin, host } = request.headers;
    const fetchSite = request.get('Sec-Fetch-Site');
    if (isCrossSite({ method: request.method, origin, fetchSite, host }, this.url.origin, isCookieSent)) {
      throw new Problem(403, 'cross_site', 'This request comes from another site’s page.');
    }
  }

  private touch({ id, createdAt }: { id: string; createdAt: Date }, now: Date): Promise<void> {
    const idleEnd = now.getTime() + this.config.NUMERA_SESSION_IDLE_MS;
    const lastEnd = createdAt.getTime() + this.config.NUMERA_SESSION_MS;
    return this.repository.touch(id, now, new Date(Math.min(idleEnd, lastEnd)));
  }
}
