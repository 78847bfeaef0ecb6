import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { MAX_BODY_BYTES } from '../http/image-upload';
import { Limits } from './limits';
import type { LimitName } from './rules';

const LIMITED = Symbol('limited');

/** Says under which limits a route is, beside what it asks of its body: `upload` counts the body's length. */
export const Limited = (...names: LimitName[]) => SetMetadata(LIMITED, names);

/** Enforces what `@Limited` says, once it is known who calls and before any body is read. */
@Injectable()
export class LimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: Limits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const names = this.reflector.get<readonly LimitName[] | undefined>(LIMITED, context.getHandler()) ?? [];
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    for (const name of names) await this.limits.take(name, request, response, name === 'upload' ? { points: kilobytes(request) } : {});
    return true;
  }
}

/** What a body's announced length counts; whoever announces none may send as much as is taken at all. */
function kilobytes(request: Request): number {
  const announced = Number(request.headers['content-length'] ?? MAX_BODY_BYTES);
  return Math.ceil(Math.min(announced, MAX_BODY_BYTES) / 1000);
}
