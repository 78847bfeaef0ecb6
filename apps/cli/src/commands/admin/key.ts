import { apiKeyScope, newApiKey, operatorApiKeyRequest } from '@numera/contracts';
import { UsageError, type Subcommand } from '../../command';
import { parseOptions, wholeNumber } from '../../options';
import { connect } from './server';

const DAY_MS = 86_400_000;
/** A hundred years: later dates than calendars hold would be refused with words that help nobody. */
const MOST_DAYS = 36_500;

const help = `Usage: numera admin key create --user NAME [options]

Makes an API key for someone, in the workspace they joined first. Standard output gets one line: the key, which is never told again.

  --user NAME          e-mail address or user name
  --scopes LIST        ${apiKeyScope.options.join(', ')}, separated by commas (default: predict)
  --name NAME          what it is listed as (default: command line)
  --days N             good for so many days (default: until it is revoked)
  --unlimited          rate limits leave it alone
  --url URL            of the server (default: http://HOST:PORT)
  --json               one line of JSON: the key and what it is listed as`;

export const key: Subcommand = {
  name: 'key',
  summary: 'make an API key for someone',
  help,
  async run([action, ...rest], surroundings) {
    if (action !== 'create') throw new UsageError('admin key knows one thing to do: create');
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const options = { user: text, scopes: text, name: text, days: text, unlimited: flag, url: text, json: flag };
    const { values } = parseOptions(rest, options);
    if (values.user === undefined) throw new UsageError('--user is missing: whose key is it?');
    const days = wholeNumber('days', values.days, 1, MOST_DAYS);
    const request = operatorApiKeyRequest.safeParse({
      user: values.user,
      name: values.name ?? 'command line',
      scopes: (values.scopes ?? 'predict').split(','),
      expiresAt: days === undefined ? undefined : new Date(Date.now() + days * DAY_MS).toISOString(),
      isUnlimited: values.unlimited,
    });
    if (!request.success) throw new UsageError(request.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    const server = await connect(values.url, surroundings);
    const made = await server.call(newApiKey, '/operator/api-keys', request.data);
    surroundings.out.write(`${values.json === true ? JSON.stringify(made) : made.key}\n`);
    return 0;
  },
};
