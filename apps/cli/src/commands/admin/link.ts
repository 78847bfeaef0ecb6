import { singleUseLink } from '@numera/contracts';
import type { Subcommand } from '../../command';
import { parseOptions } from '../../options';
import { connect } from './server';

const help = `Usage: numera admin link [options]

Makes a new link to the first administrator's account, good once and for thirty minutes, while there is no administrator. Standard output
gets one line: the link.

  --url URL            of the server (default: http://HOST:PORT)
  --json               one line of JSON: the link and when it ends`;

export const link: Subcommand = {
  name: 'link',
  summary: 'make a new link to the first account',
  help,
  async run(args, surroundings) {
    const { values } = parseOptions(args, { url: { type: 'string' } as const, json: { type: 'boolean' } as const });
    const server = await connect(values.url, surroundings);
    const made = await server.call(singleUseLink, '/operator/setup-links', {});
    surroundings.out.write(`${values.json === true ? JSON.stringify(made) : made.url}\n`);
    return 0;
  },
};
