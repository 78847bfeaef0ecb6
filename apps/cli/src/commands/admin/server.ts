import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { problem } from '@numera/contracts';
import type { z } from 'zod';
import { CommandError, UsageError } from '../../command';
import type { Surroundings } from '../../command';

/** A running Numera, spoken to as its administrator. */
export interface Server {
  /** Sends a request and parses the answer's body; a refusal becomes a CommandError with the server's own sentence. */
  call<T extends z.ZodType>(shape: T, path: string, body?: unknown): Promise<z.output<T>>;
}

/** Addresses that a server listens on and nobody can be reached at. */
const EVERYWHERE = ['0.0.0.0', '::'];

/**
 * The server at `url`, by default the one of this environment's HOST and PORT. The token is NUMERA_ADMIN_TOKEN, else the one that `npm start` keeps in its data folder: whoever may read that file is
 * the administrator.
 */
export async function connect(given: string | undefined, { config, folder, signal }: Surroundings): Promise<Server> {
  const url = given ?? `http://${EVERYWHERE.includes(config.HOST) ? '127.0.0.1' : config.HOST}:${config.PORT}`;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new UsageError(`--url must be an address such as http://127.0.0.1:3000, not ${JSON.stringify(url)}`);
  const token = config.NUMERA_ADMIN_TOKEN ?? (await readToken(resolve(folder, config.NUMERA_DATA, 'administrator-token')));
  return {
    async call(shape, path, body) {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await fetch(new URL(`/api/v1${path}`, url), { ...init, headers, signal }).catch((error: unknown) => {
        signal.throwIfAborted();
        throw new CommandError(`${url} does not answer; is Numera running there?`, { cause: error });
      });
      const json: unknown = await answer.json().catch(() => undefined);
      if (answer.ok) return shape.parse(json);
      const refusal = problem.safeParse(json);
      throw new CommandError(refusal.success ? (refusal.data.detail ?? refusal.data.title) : `${url} answered ${answer.status}`);
    },
  };
}

async function readToken(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new CommandError(`no administrator token: set NUMERA_ADMIN_TOKEN, or run this where ${path} can be read`, { cause: error });
  }
}
