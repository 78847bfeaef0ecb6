import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@numera/config';
import type { Request, Response as Answer } from 'express';
import { readJson } from '../http/body';
import { callerOf } from '../http/caller';
import { Problem } from '../http/problem';
import { parseBody, parseQuery } from '../http/query';
import { clientAddress } from '../http/client-address';
import { Limits } from '../limits/limits';
import { CONFIG } from '../platform/tokens';
import { refusalOf, withoutTokens } from './answers';
import { ADDRESS_HEADER, type Auth } from './better-auth';
import { AUTH } from './auth-token';
import { currentCourse, during } from './course';
import { AccountEvents } from './events';
import { libraryRequest } from './library-request';
import { isSafeForCookies } from './origins';
import type { AuthPath } from './paths';
import { PublicUrl } from './public-url';
import { AccountRequests } from './requests/service';
import { AuthSteps, type Forwarded } from './steps';
import { sessionCookie } from './session-cookie';
import { Sessions } from './sessions';

/** Longest body of a path, bytes: names, addresses and a password. */
const BODY_LIMIT = 16_384;

/** Refusals that mean a wrong secret, or an account that may not be used. */
const REFUSALS = new Set([
  'wrong_credentials',
  'wrong_password',
  'email_not_confirmed',
  'account_disabled',
  'link_invalid',
  'code_wrong',
  'code_expired',
  'code_spent',
]);

/**
 * The one way to better-auth: judges where a request comes from, parses what it says, builds a request of its own from that, and turns the
 * answer into ours.
 */
@Injectable()
export class AuthGate {
  constructor(
    private readonly sessions: Sessions,
    private readonly steps: AuthSteps,
    private readonly limits: Limits,
    private readonly events: AccountEvents,
    private readonly requests: AccountRequests,
    private readonly url: PublicUrl,
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async pass(path: AuthPath, request: Request, answer: Answer): Promise<void> {
    this.sessions.refuseCrossSite(request, false);
    if (path.setsCookie) this.refuseInsecure(request);
    const given =
      path.method === 'GET' ? parseQuery(path.shape, request.query) : parseBody(path.shape, await readJson(request, BODY_LIMIT));
    await this.takeLimits(path, given, request, answer);
    if (path.isAnsweredFirst) return this.answerFirst(path, given, request, answer);
    try {
      await during({ request }, () => this.answer(path, given, request, answer));
    } catch (error) {
      const action = error instanceof Problem && REFUSALS.has(error.code) ? path.refusal : undefined;
      if (action !== undefined) await this.events.refused(action, callerOf(request), (error as Problem).code);
      throw error;
    }
  }

  private async answerFirst({ path }: AuthPath, given: unknown, request: Request, answer: Answer): Promise<void> {
    const begin = await this.requests.accept(path, await this.steps.accept(path, given), request);
    answer.once('close', begin);
    answer.status(200).set('Cache-Control', 'no-store').json({ status: true });
  }

  private async answer(path: AuthPath, given: unknown, request: Request, answer: Answer): Promise<void> {
    const step = await this.steps.before(path.path, given, callerOf(request));
    const reply = await this.auth.handler(this.forwarded(path, step, request));
    const body: unknown = await reply.json().catch(() => undefined);
    if (reply.status >= 400) throw refusalOf(reply.status, body);
    await this.recordSession(body);
    await step.after?.();
    for (const cookie of reply.headers.getSetCookie()) answer.append('Set-Cookie', cookie);
    const location = reply.headers.get('location');
    if (location !== null && reply.status >= 300) answer.set('Location', location);
    answer.status(reply.status).set('Cache-Control', 'no-store');
    answer.json(step.answer ?? (path.shows === undefined ? withoutTokens(body ?? {}) : path.shows.parse(body)));
  }

  /** better-auth begins a session at the right password, and ends it again where a second factor is to follow. */
  private async recordSession(body: unknown): Promise<void> {
    const { begun } = currentCourse();
    if (begun === undefined) return;
    const isHalf = (body as { twoFactorRedirect?: boolean } | undefined)?.twoFactorRedirect === true;
    await (isHalf ? this.events.secondFactorAsked(begun.userId) : this.events.started(begun));
  }

  /** By the account that the body names, or the caller's own. */
  private async takeLimits({ limits }: AuthPath, given: unknown, request: Request, answer: Answer): Promise<void> {
    const { email, newEmail, username } = given as { email?: string; newEmail?: string; username?: string };
    const caller = callerOf(request);
    const person = caller.kind === 'person' ? caller.userId : undefined;
    for (const name of limits) {
      const account = name === 'mail' ? (email ?? newEmail) : (person ?? email ?? username);
      await this.limits.take(name, request, answer, { account });
    }
  }

  /** Nothing of the caller's request goes on but what was parsed, the cookies, the browser's name and the address. */
  private forwarded(path: AuthPath, step: Forwarded, request: Request): globalThis.Request {
    const cookie = this.cookiesOf(request);
    return libraryRequest(new URL(`/api/auth/${step.path ?? path.path}`, this.url.origin), path.method, step.values, {
      [ADDRESS_HEADER]: clientAddress(request),
      'user-agent': (request.get('User-Agent') ?? '').slice(0, 300),
      ...(cookie === '' ? {} : { cookie }),
    });
  }

  /** The caller's cookies; a session that the guard did not take is left out, so that better-auth does not take it either. */
  private cookiesOf(request: Request): string {
    const header = request.headers.cookie ?? '';
    if (callerOf(request).kind === 'person') return header;
    const { name } = sessionCookie(this.config);
    return header
      .split(';')
      .filter((pair) => pair.split('=', 1)[0]?.trim() !== name)
      .join(';');
  }

  private refuseInsecure(request: Request): void {
    if (this.config.NUMERA_INSECURE_COOKIES === 'on' || isSafeForCookies(request.secure, request.hostname)) return;
    throw new Problem(
      403,
      'insecure_connection',
      'Signing in needs https: over plain http others could read the session. Whoever runs Numera can allow it (NUMERA_INSECURE_COOKIES).',
    );
  }
}
