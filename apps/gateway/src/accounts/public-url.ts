import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@numera/config';
import { CONFIG } from '../platform/tokens';

/**
 * Where people reach this installation. Never what a request's Host says: a link that someone else asked for would lead to where they like, with
 * the token in it.
 */
@Injectable()
export class PublicUrl {
  readonly origin: string;

  constructor(@Inject(CONFIG) { NUMERA_URL, HOST, PORT }: Config) {
    this.origin = NUMERA_URL ?? `http://${HOST === '127.0.0.1' || HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST}:${PORT}`;
  }

  /** A page's address, with the token of a link where it has one. */
  page(path: string, token?: string): string {
    const url = new URL(path, this.origin);
    if (token !== undefined) url.searchParams.set('token', token);
    return url.href;
  }
}
