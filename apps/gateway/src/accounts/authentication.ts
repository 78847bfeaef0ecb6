import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Authentication } from '../http/access';
import type { Caller } from '../http/caller';
import { Problem } from '../http/problem';
import { Sessions } from './sessions';

/** Who sent a request: a session's cookie or an API key. */
@Injectable()
export class AccountAuthentication implements Authentication {
  constructor(private readonly sessions: Sessions) {}

  async authenticate(request: Request): Promise<Caller | null> {
    if (request.headers.authorization !== undefined) {
      throw new Problem(401, 'unauthenticated', 'That key is not known.', { headers: { 'WWW-Authenticate': 'Bearer' } });
    }
    return this.sessions.personOf(request);
  }
}
