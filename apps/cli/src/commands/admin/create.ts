import { newAdministrator, singleUseLink } from '@numera/contracts';
import { UsageError, type Subcommand } from '../../command';
import { parseOptions } from '../../options';
import { connect } from './server';

const help = `Usage: numera admin create --email ADDRESS --username NAME [options]

Makes an administrator's account, the first or one more. Standard output gets one line: a link, good once and for ten minutes, by which
its owner chooses a password. Nobody else ever knows it.

  --email ADDRESS      counts as confirmed
  --username NAME      3 to 30 letters, digits, dots and underscores
  --name NAME          as people write it (default: the username)
  --url URL            of the server (default: http://HOST:PORT)
  --json               one line of JSON: the link and when it ends`;

export const create: Subcommand = {
  name: 'create',
  summary: "make an administrator's account",
  help,
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const options = { email: text, username: text, name: text, url: text, json: { type: 'boolean' } as const };
    const { values } = parseOptions(args, options);
    const request = newAdministrator.safeParse({ email: values.email, username: values.username, name: values.name });
    if (!request.success)
      throw new UsageError(request.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; '));
    const server = await connect(values.url, surroundings);
    const made = await server.call(singleUseLink, '/operator/administrators', request.data);
    surroundings.out.write(`${values.json === true ? JSON.stringify(made) : made.url}\n`);
    return 0;
  },
};
