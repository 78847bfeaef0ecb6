/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import type { Product } from '../product';

/** Who signs in, with a password that the rules take. */
export interface Someone {
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** The single-use link to the first administrator's account, from what the product printed. */
export function setupToken({ log }: Product): string {
  const token = log.map((line) => /\/setup\?token=([\w-]+)/.exec(line)?.[1]).find((found) => found !== undefined);
  if (!token) throw new Error(`no set-up link was printed:\n${log.join('\n')}`);
  return token;
}

/** Asks the server as a page of its own would, with the page's cookies. Resolves with the status and the JSON of the answer. */
export function ask(page: Page, method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  return page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, {
        method: how,
        ...(what && { body: what, headers: { 'content-type': 'application/json' } }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    },
    [method, path, body && JSON.stringify(body)] as const,
  );
}
