import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ApiKeyAuthentication } from '../api-keys/authentication';
import { keyIn } from '../api-keys/key';
import type { Authentication } from '../http/access';
import type { Caller } from '../http/caller';
import { Sessions } from './sessions';

/** Who sent a request: an API key or a session's cookie. Whoever sends a key means it: a cookie beside it is not looked at. */
@Injectable()
export class AccountAuthentication implements Authentication {
  constructor(
    private readonly keys: ApiKeyAuthentication,
    private readonly sessions: Sessions,
  ) {}

  authenticate(request: Request): Promise<Caller | null> {
    const key = keyIn(request);
    return key === undefined ? this.sessions.personOf(request) : this.keys.authenticate(key, request);
  }
}
