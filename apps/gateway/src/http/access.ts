import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Config } from '@numera/config';
import type { Request } from 'express';
import { AuditTrail } from '../audit/trail';
import { CONFIG } from '../platform/tokens';
import { judge, type RuleName } from './access-rules';
import { ANONYMOUS, rememberCaller, type Caller } from './caller';
import { Problem } from './problem';

const ACCESS = Symbol('access');

/** The rule that a handler declares; undefined: none. */
export function ruleOf(handler: object): RuleName | undefined {
  return Reflect.getMetadata(ACCESS, handler) as RuleName | undefined;
}

/** Says who may call a route. A route without it makes the gateway refuse to start. */
export const Access = (rule: RuleName) => SetMetadata(ACCESS, rule);

/** Finds out who sent a request by what it carries (cookie, key); null when it carries nothing. Throws a Problem for a wrong credential. */
export interface Authentication {
  authenticate(request: Request): Promise<Caller | null>;
}
export const AUTHENTICATION = Symbol('authentication');

/** Enforces what `@Access` says, before any body is read. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(AUTHENTICATION) private readonly authentication: Authentication,
    private readonly trail: AuditTrail,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    let caller = ANONYMOUS;
    try {
      caller = await this.callerOf(request);
      return this.admit(context, request, caller);
    } catch (error) {
      if (error instanceof Problem) await this.refused(request, caller);
      throw error;
    }
  }

  private admit(context: ExecutionContext, request: Request, caller: Caller): true {
    const rule = this.reflector.get<RuleName>(ACCESS, context.getHandler());
    rememberCaller(request, caller);
    const verdict = judge(rule, caller, this.config.NUMERA_ANONYMOUS === 'on');
    if (verdict === 'allowed') return true;
    if (verdict === 'forbidden') throw new Problem(403, 'forbidden', 'You may not do this.');
    throw new Problem(401, 'unauthenticated', 'Sign in, or send an API key as `Authorization: Bearer …`.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  }

  private refused(request: Request, caller: Caller): Promise<void> {
    // The route as it was declared: what a stranger wrote in its place would make as many rows as they like.
    const path: unknown = (request.route as { path?: unknown } | undefined)?.path;
    const target = { kind: 'route', id: `${request.method} ${typeof path === 'string' ? path : 'unknown'}` };
    return this.trail.record({ action: 'access.refused', outcome: 'refused', caller, target, request });
  }

  private async callerOf(request: Request): Promise<Caller> {
    const expected = this.config.NUMERA_ADMIN_TOKEN;
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (given !== undefined && expected !== undefined && isSame(given, expected)) return { kind: 'operator' };
    return (await this.authentication.authenticate(request)) ?? ANONYMOUS;
  }
}

/** Compares two secrets without telling by the time it takes where they differ. */
export function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
