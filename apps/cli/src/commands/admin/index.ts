import { UsageError } from '../../command';
import type { Command, Subcommand } from '../../command';
import { create } from './create';
import { key } from './key';
import { link } from './link';
import { train } from './train';

/** Commands of administrators; each speaks to a running server. */
const subcommands: readonly Subcommand[] = [create, link, key, train];

const help = [
  'Usage: numera admin COMMAND [options]',
  '',
  'Speaks to a running server as its administrator. Commands:',
  ...subcommands.map(({ name, summary }) => `  ${name.padEnd(6)}  ${summary}`),
  '',
  ...subcommands.map((command) => command.help),
].join('\n');

export const admin: Command = {
  help,
  async run([name, ...rest], surroundings) {
    const command = subcommands.find((each) => each.name === name);
    if (command === undefined) throw new UsageError(name === undefined ? 'admin needs a command' : `there is no admin command ${name}`);
    return command.run(rest, surroundings);
  },
};
