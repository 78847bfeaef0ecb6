import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer, Reflector } from '@nestjs/core';
import type { Config } from '@numera/config';
import type { Request } from 'express';
import { CONFIG } from '../platform/tokens';
import { Problem } from './problem';

/** Who may call a route: anyone; whoever holds the prediction's token (the service checks it); an administrator. */
export type Caller = 'anyone' | 'token-holder' | 'administrator';
const ACCESS = Symbol('access');

/** Says who may call a route. A route without it makes the gateway refuse to start. */
export const Access = (caller: Caller) => SetMetadata(ACCESS, caller);

/** Enforces what `@Access` says, before any body is read. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const caller = this.reflector.get<Caller | undefined>(ACCESS, context.getHandler());
    if (caller === 'anyone' || caller === 'token-holder') return true;
    const expected = this.config.NUMERA_ADMIN_TOKEN;
    if (expected === undefined)
      throw new Problem(403, 'administration_closed', 'This installation has no administrator token (NUMERA_ADMIN_TOKEN).');
    const given = /^Bearer (.+)$/.exec(context.switchToHttp().getRequest<Request>().headers.authorization ?? '')?.[1];
    if (given === undefined) {
      throw new Problem(401, 'unauthenticated', 'Send the administrator token as `Authorization: Bearer …`.', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      });
    }
    if (!isSame(given, expected)) throw new Problem(403, 'forbidden', 'That is not the administrator token.');
    return true;
  }
}

/** Compares two secrets without telling by the time it takes where they differ. */
export function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Names the routes that do not say who may call them. */
export function undeclaredRoutes(modules: ModulesContainer): string[] {
  const found: string[] = [];
  for (const module of modules.values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype: object = metatype.prototype as object;
      for (const name of Object.getOwnPropertyNames(prototype)) {
        const handler: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
        if (typeof handler !== 'function' || name === 'constructor') continue;
        if (Reflect.hasMetadata(PATH_METADATA, handler) && !Reflect.hasMetadata(ACCESS, handler)) found.push(`${metatype.name}.${name}`);
      }
    }
  }
  return found;
}
